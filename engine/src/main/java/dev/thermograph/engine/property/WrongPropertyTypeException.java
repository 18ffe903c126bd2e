package dev.thermograph.engine.property;

import dev.thermograph.error.Messages;
import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/** A property was read as a type that it is not. */
public final class WrongPropertyTypeException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /**
   * Says what was asked for and what is there.
   *
   * @param wanted the type asked for
   * @param found the stored type
   * @param index which field or element
   */
  public WrongPropertyTypeException(String wanted, String found, int index) {
    super(
        Severity.REFUSED,
        Messages.format(
            "property has another type: wanted=%s found=%s index=%d", wanted, found, index),
        null);
  }

  /**
   * Says what was asked for and what is there.
   *
   * @param kind the kind's name
   * @param property the property's name
   * @param wanted the type asked for
   * @param found the stored type
   */
  public WrongPropertyTypeException(String kind, String property, String wanted, String found) {
    super(
        Severity.REFUSED,
        Messages.format(
            "property has another type: kind=%s property=%s wanted=%s found=%s",
            kind, property, wanted, found),
        null);
  }
}
