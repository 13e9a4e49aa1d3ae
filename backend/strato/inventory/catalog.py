"""The materials that a new platform starts with. Densities in g/cm3: typical values of manufacturers' data sheets."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CatalogMaterial:
    """One material: what it is called, how it is printed, how heavy it is, what it is good for."""

    code: str
    name: str
    technology: str
    density_g_cm3: float
    description: str


MATERIALS = (
    CatalogMaterial("pla", "PLA", "fdm", 1.24, "Stiff, precise and easy to print. The default for models and prototypes; softens above 55 °C."),
    CatalogMaterial("petg", "PETG", "fdm", 1.27, "Tough and food-friendly, a little shiny. For functional parts up to 70 °C."),
    CatalogMaterial("abs", "ABS", "fdm", 1.04, "Impact-resistant and warm-proof to 95 °C; can be smoothed with acetone."),
    CatalogMaterial("asa", "ASA", "fdm", 1.07, "Like ABS, but made for sun and rain. For everything outdoors."),
    CatalogMaterial("tpu", "TPU 95A", "fdm", 1.21, "Flexible like a shoe sole. For grips, feet, seals and cases."),
    CatalogMaterial("pa", "Nylon (PA)", "fdm", 1.12, "Very tough and slippery. For gears, hinges and clips; takes up moisture."),
    CatalogMaterial("pc", "Polycarbonate", "fdm", 1.20, "The strongest of the unfilled ones, to 110 °C. For brackets and housings under load."),
    CatalogMaterial("pla-cf", "PLA-CF", "fdm", 1.29, "PLA with carbon fiber: stiffer, matte, hides its layers. Needs a hard nozzle."),
    CatalogMaterial("pctg", "PCTG", "fdm", 1.23, "Clearer and tougher than PETG, with less stringing."),
    CatalogMaterial("resin-standard", "Standard resin", "sla", 1.12, "Finest detail and smooth surfaces. For miniatures and jewelry masters; brittle."),
    CatalogMaterial("resin-tough", "Tough resin", "sla", 1.15, "Detail that survives a fall. For snap fits and working prototypes."),
    CatalogMaterial("pa12-sls", "PA12 powder", "sls", 0.95, "Sintered nylon: strong in all directions, no supports, a fine-grained surface."),
)  # fmt: skip
