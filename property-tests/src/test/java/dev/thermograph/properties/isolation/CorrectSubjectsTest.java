package dev.thermograph.properties.isolation;

import dev.thermograph.properties.isolation.check.Level;
import dev.thermograph.properties.isolation.subject.LockedSubject;
import dev.thermograph.properties.isolation.subject.OptimisticSubject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The checker accuses nobody falsely. */
@Timeout(3 * 60 * 60)
final class CorrectSubjectsTest {

  @Test
  void oneLockShowsNoAnomaly() throws Exception {
    Campaign.withThreads("one lock", Level.OPAQUE, LockedSubject::new);
  }

  @Test
  void validationAtCommitShowsNoAnomaly() throws Exception {
    Campaign.withThreads("optimistic", Level.OPAQUE, OptimisticSubject::new);
  }

  @Test
  void neitherDoesItWhenEveryCallIsInterleaved() throws Exception {
    Campaign.withSteps("optimistic", Level.OPAQUE, OptimisticSubject::new);
  }
}
