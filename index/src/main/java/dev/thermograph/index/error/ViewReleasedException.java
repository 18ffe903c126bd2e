package dev.thermograph.index.error;

import dev.thermograph.error.Messages;
import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/** A search asked for a view below the horizon: what it would see has been given back. */
public final class ViewReleasedException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** Names the field, the view and the lowest sequence that can be searched. */
  public ViewReleasedException(String field, long view, long horizon) {
    super(
        Severity.REFUSED,
        Messages.format(
            "the view is no longer searchable: field=%s view=%d horizon=%d", field, view, horizon),
        null);
  }
}
