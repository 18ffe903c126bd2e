package dev.thermograph.engine.error;

import dev.thermograph.error.Messages;
import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;
import java.util.List;

/**
 * A tenant was not opened, because its files show that it had commits which can be found nowhere
 * any more. Nothing was changed; a backup can bring them back.
 */
public final class CommitsMissingException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message has how far the commits go, how far they went, and what each snapshot lacks. */
  public CommitsMissingException(int tenant, long reached, long wanted, List<String> refusals) {
    super(
        Severity.HALT,
        Messages.format(
            "commits of a tenant are missing: tenant=%d found up to sequence=%d wanted=%d; %s",
            tenant, reached, wanted, String.join("; ", refusals)),
        null);
  }
}
