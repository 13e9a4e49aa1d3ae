import {
  AmbientLight,
  Box3,
  Box3Helper,
  BufferAttribute,
  BufferGeometry,
  Color,
  DirectionalLight,
  GridHelper,
  type Material,
  Mesh,
  MeshBasicMaterial,
  MeshStandardMaterial,
  type Object3D,
  PerspectiveCamera,
  Scene,
  Sphere,
  Vector3,
  WebGLRenderer,
} from 'three';
import { OrbitControls } from 'three/examples/jsm/controls/OrbitControls.js';

export type Palette = { model: string; grid: string; box: string; must_fix: string; risk: string; info: string };
export type Severity = 'must_fix' | 'risk' | 'info';
/** Faces to light up: their corners in mm, 9 numbers a triangle, in the model's own coordinates. */
export type Highlight = { severity: Severity; positions: readonly number[] };
export type Size = [number, number, number];

const TURN = Math.PI / 18;

/** One model on one build plate, z up. Draws only when something changed. */
export class ModelScene {
  private readonly renderer: WebGLRenderer;
  private readonly scene = new Scene();
  private readonly camera = new PerspectiveCamera(40, 1, 0.1, 10_000);
  private readonly controls: OrbitControls;
  private readonly resize: ResizeObserver;
  private palette: Palette;
  private model?: Mesh<BufferGeometry, MeshStandardMaterial>;
  private plate: Object3D[] = [];
  private marks: Mesh[] = [];
  private frame = 0;

  /** Throws when the browser has no WebGL. */
  constructor(
    private readonly host: HTMLElement,
    palette: Palette,
  ) {
    this.palette = palette;
    this.renderer = new WebGLRenderer({ antialias: true, alpha: true });
    this.renderer.setPixelRatio(Math.min(window.devicePixelRatio, 2));
    host.append(this.renderer.domElement);
    this.camera.up.set(0, 0, 1);
    const key = new DirectionalLight(0xffffff, 2.2);
    key.position.set(1, -1.4, 2);
    const fill = new DirectionalLight(0xffffff, 0.8);
    fill.position.set(-1.5, 1, 0.6);
    this.scene.add(new AmbientLight(0xffffff, 1), key, fill);
    this.controls = new OrbitControls(this.camera, this.renderer.domElement);
    this.controls.addEventListener('change', this.draw);
    this.resize = new ResizeObserver(() => this.fitCanvas());
    this.resize.observe(host);
    this.fitCanvas();
  }

  show(positions: Float32Array): void {
    this.remove(this.model);
    const geometry = new BufferGeometry();
    geometry.setAttribute('position', new BufferAttribute(positions, 3));
    geometry.computeVertexNormals(); // STL files often carry zero normals
    geometry.computeBoundingBox();
    const material = new MeshStandardMaterial({ color: this.palette.model, roughness: 0.65, metalness: 0.05, flatShading: true });
    this.model = new Mesh(geometry, material);
    this.standOnPlate(this.model);
    this.scene.add(this.model);
    this.look();
  }

  scaleTo(factor: number): void {
    if (!this.model) return;
    this.model.scale.setScalar(factor);
    this.standOnPlate(this.model);
    for (const mark of this.marks) this.layOver(mark, this.model);
    this.draw();
  }

  /** The plate's grid (10 mm) and, where known, the box of what the machine can reach. */
  showPlate(volume?: Size): void {
    for (const part of this.plate) this.remove(part);
    const side = volume ? Math.max(volume[0], volume[1]) : Math.max(100, Math.ceil((this.radius() * 3) / 10) * 10);
    const grid = new GridHelper(side, Math.min(60, Math.round(side / 10)), this.palette.grid, this.palette.grid);
    grid.rotation.x = Math.PI / 2;
    this.plate = [grid];
    if (volume) {
      const half = new Vector3(volume[0] / 2, volume[1] / 2, 0);
      const reach = new Box3(half.clone().negate(), new Vector3(half.x, half.y, volume[2]));
      this.plate.push(new Box3Helper(reach, new Color(this.palette.box)));
    }
    this.scene.add(...this.plate);
    this.draw();
  }

  highlight(highlights: readonly Highlight[]): void {
    for (const mark of this.marks) this.remove(mark);
    this.marks = this.model ? highlights.map((one) => this.markOf(one)) : [];
    if (this.marks.length) this.scene.add(...this.marks);
    this.draw();
  }

  wireframe(on: boolean): void {
    if (this.model) this.model.material.wireframe = on;
    this.draw();
  }

  recolor(palette: Palette): void {
    this.palette = palette;
    this.model?.material.color.set(palette.model);
    this.draw();
  }

  /** Frames the model, seen from the front right and a little above. */
  look(): void {
    const radius = this.radius();
    const away = (radius / Math.sin((this.camera.fov * Math.PI) / 360)) * 1.15;
    const center = this.center();
    this.camera.position.copy(center).add(new Vector3(0.6, -1, 0.55).normalize().multiplyScalar(away));
    this.camera.near = away / 100;
    this.camera.far = away * 20;
    this.camera.updateProjectionMatrix();
    this.controls.target.copy(center);
    this.controls.update();
    this.draw();
  }

  turn(right: number, up: number): void {
    const arm = this.camera.position.clone().sub(this.controls.target);
    arm.applyAxisAngle(this.camera.up, right * TURN);
    const side = new Vector3().crossVectors(this.camera.up, arm).normalize();
    const tilted = arm.clone().applyAxisAngle(side, -up * TURN);
    if (Math.abs(tilted.clone().normalize().z) < 0.98) arm.copy(tilted);
    this.camera.position.copy(this.controls.target).add(arm);
    this.controls.update();
    this.draw();
  }

  zoom(factor: number): void {
    const arm = this.camera.position.clone().sub(this.controls.target).multiplyScalar(factor);
    this.camera.position.copy(this.controls.target).add(arm);
    this.controls.update();
    this.draw();
  }

  dispose(): void {
    cancelAnimationFrame(this.frame);
    this.resize.disconnect();
    this.controls.dispose();
    for (const part of [this.model, ...this.plate, ...this.marks]) this.remove(part);
    this.renderer.dispose();
    this.renderer.domElement.remove();
  }

  private readonly draw = () => {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.renderer.render(this.scene, this.camera));
  };

  private markOf(highlight: Highlight): Mesh {
    const positions = new Float32Array(highlight.positions);
    const geometry = new BufferGeometry();
    geometry.setAttribute('position', new BufferAttribute(positions, 3));
    const material = new MeshBasicMaterial({
      color: this.palette[highlight.severity],
      polygonOffset: true,
      polygonOffsetFactor: -1,
      polygonOffsetUnits: -1,
    });
    const mark = new Mesh(geometry, material);
    if (this.model) this.layOver(mark, this.model);
    return mark;
  }

  private layOver(mark: Mesh, model: Mesh): void {
    mark.position.copy(model.position);
    mark.scale.copy(model.scale);
  }

  private standOnPlate(mesh: Mesh): void {
    const box = mesh.geometry.boundingBox ?? new Box3();
    const center = box.getCenter(new Vector3()).multiplyScalar(mesh.scale.x);
    mesh.position.set(-center.x, -center.y, -box.min.z * mesh.scale.x);
  }

  private center(): Vector3 {
    return this.model ? new Box3().setFromObject(this.model).getCenter(new Vector3()) : new Vector3();
  }

  private radius(): number {
    return this.model ? new Box3().setFromObject(this.model).getBoundingSphere(new Sphere()).radius || 1 : 50;
  }

  private fitCanvas(): void {
    const { clientWidth: wide, clientHeight: high } = this.host;
    if (!wide || !high) return;
    this.renderer.setSize(wide, high);
    this.camera.aspect = wide / high;
    this.camera.updateProjectionMatrix();
    this.draw();
  }

  private remove(part: Object3D | undefined): void {
    if (!part) return;
    this.scene.remove(part);
    part.traverse((node) => {
      const drawn = node as Partial<Mesh>;
      drawn.geometry?.dispose();
      for (const material of [drawn.material].flat()) (material as Material | undefined)?.dispose();
    });
  }
}
