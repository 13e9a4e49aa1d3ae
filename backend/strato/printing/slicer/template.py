"""The configuration that a slice is made with: our own, written from the settings; nothing is taken from vendor bundles."""

from __future__ import annotations

from strato.printing.quoting.settings import FilamentMachine, PrintSettings

START = r"M140 S[first_layer_bed_temperature]\nM104 S[first_layer_temperature]\nG28\nM190 S[first_layer_bed_temperature]\nM109 S[first_layer_temperature]\nG90\nM83\nG1 Z0.3 F600\nG1 X80 E12 F900\nG92 E0"
END = r"M104 S0\nM140 S0\nM107\nG91\nG1 Z5 F600\nG90\nG1 X5 F6000\nM84"


def configuration(settings: PrintSettings, machine: FilamentMachine) -> str:
    """An ini text for ``--load``: every value follows from the settings and the machine."""
    values = (
        _printer(settings, machine) | _shape(settings) | _speeds(machine) | _material(settings) | _supports(settings)
    )
    return "".join(f"{key} = {value}\n" for key, value in sorted(values.items()))


def _printer(settings: PrintSettings, machine: FilamentMachine) -> dict[str, str]:
    width, depth, height = machine.build_mm
    acceleration = f"{machine.acceleration:g}"
    return {
        "bed_shape": f"0x0,{width:g}x0,{width:g}x{depth:g},0x{depth:g}",
        "max_print_height": f"{height:g}",
        "gcode_flavor": "marlin",
        "use_relative_e_distances": "1",
        "machine_limits_usage": "time_estimate_only",
        "machine_max_acceleration_x": acceleration,
        "machine_max_acceleration_y": acceleration,
        "machine_max_acceleration_extruding": acceleration,
        "machine_max_acceleration_travel": acceleration,
        "machine_max_jerk_x": "8",
        "machine_max_jerk_y": "8",
        "default_acceleration": acceleration,
        "nozzle_diameter": f"{settings.nozzle_mm:g}",
        "retract_length": "0.8",
        "retract_speed": "35",
        "layer_gcode": "G92 E0",
        "start_gcode": START,
        "end_gcode": END,
    }


def _shape(settings: PrintSettings) -> dict[str, str]:
    width = f"{settings.width_mm:.3f}"
    parts = ("", "perimeter_", "external_perimeter_", "infill_", "solid_infill_", "top_infill_", "first_layer_")
    return {f"{part}extrusion_width": width for part in parts} | {
        "layer_height": f"{settings.layer_height_mm:g}",
        "first_layer_height": f"{settings.layer_height_mm:g}",
        "perimeters": str(settings.wall_count),
        "fill_density": f"{settings.infill_percent:g}%",
        "fill_pattern": "gyroid" if settings.infill_percent < 100 else "rectilinear",
        "top_solid_layers": str(settings.top_skin_layers),
        "bottom_solid_layers": str(settings.bottom_skin_layers),
        "skirts": "1",
        "skirt_height": "3",
        "skirt_distance": "3",
        "min_skirt_length": "4",
        "solid_infill_below_area": "0",
        "ensure_vertical_shell_thickness": "1",
        "infill_anchor": "2.5",
        "infill_anchor_max": "12",
    }


def _speeds(machine: FilamentMachine) -> dict[str, str]:
    speeds = {
        "external_perimeter_speed": machine.outer_wall_speed,
        "small_perimeter_speed": machine.outer_wall_speed,
        "perimeter_speed": machine.wall_speed,
        "infill_speed": machine.infill_speed,
        "solid_infill_speed": machine.solid_speed,
        "top_solid_infill_speed": machine.top_speed,
        "bridge_speed": machine.bridge_speed,
        "gap_fill_speed": machine.top_speed,
        "support_material_speed": machine.support_speed,
        "first_layer_speed": machine.first_layer_speed,
        "travel_speed": machine.travel_speed,
        "min_print_speed": machine.slowest_speed,
    }
    return {key: f"{speed:g}" for key, speed in speeds.items()}


def _material(settings: PrintSettings) -> dict[str, str]:
    return {
        "filament_diameter": "1.75",
        "filament_density": f"{settings.density_g_cm3:g}",
        "filament_max_volumetric_speed": f"{settings.flow_limit_mm3_s:g}",
        "temperature": str(settings.nozzle_celsius),
        "first_layer_temperature": str(settings.nozzle_celsius),
        "bed_temperature": str(settings.bed_celsius),
        "first_layer_bed_temperature": str(settings.bed_celsius),
        "cooling": "1",
        "slowdown_below_layer_time": f"{settings.minimum_layer_seconds:.0f}",
    }


def _supports(settings: PrintSettings) -> dict[str, str]:
    return {
        "support_material": str(int(settings.supports)),
        "support_material_auto": str(int(settings.supports)),
        "support_material_threshold": "45",
        "dont_support_bridges": "0",
        "support_material_spacing": "2",
        "support_material_interface_layers": "2",
    }
