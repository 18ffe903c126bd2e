package dev.thermograph.engine.internal.block;

/** How values that JSON does not have are written as JSON. */
public enum JsonForm {
  /**
   * Ordinary JSON. Dates and the like become strings, bytes become Base64, and read back they stay
   * that; numbers, texts, lists and maps come back equal.
   */
  PLAIN,
  /**
   * Every value comes back equal in type and content. What ordinary JSON would change is an object
   * with one field, whose name begins with a dollar: {@code {"$date": "2026-01-01"}}. A map that
   * has such a name itself is written as {@code {"$map": {...}}}.
   */
  TYPED
}
