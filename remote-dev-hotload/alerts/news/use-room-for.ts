import { onMounted, onScopeDispose, shallowRef, type ShallowRef } from 'vue'

/** Height of a toast with two lines of each text, and the width under which its buttons wrap, CSS px. */
const TOAST_PX = 150
const NARROW_PX = 480
/** At least the rest of the panel stays free. */
const SHARE = 0.6

export const roomFor = (width: number, height: number, most: number): number =>
  width < NARROW_PX ? 1 : Math.max(1, Math.min(most, Math.floor((height * SHARE) / TOAST_PX)))

/** How many toasts the panel around an element has room for, at most `most`. */
export function useRoomFor(
  element: Readonly<ShallowRef<HTMLElement | null>>,
  most: number,
): Readonly<ShallowRef<number>> {
  const room = shallowRef(most)
  const sizes = new ResizeObserver((entries) => {
    const box = entries.at(-1)?.contentRect
    if (box) room.value = roomFor(box.width, box.height, most)
  })
  // The layer is as high as the toasts are; it floats above the panel.
  onMounted(() => {
    const layer = element.value?.offsetParent
    const panel = layer instanceof HTMLElement ? layer.offsetParent : null
    if (panel) sizes.observe(panel)
  })
  onScopeDispose(() => sizes.disconnect())
  return room
}
