package dev.thermograph.properties.segment;

import dev.thermograph.wal.segment.DiskSegmentFiles;
import dev.thermograph.wal.segment.IoThread;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** The same contract on a thread of the log, where operations take the direct path. */
@ExtendWith(DiskSegmentFilesOnIoThreadContractTest.OnIoThread.class)
final class DiskSegmentFilesOnIoThreadContractTest extends SegmentFilesContract {
  @Override
  SegmentFiles openEmpty(Path directory) throws IOException {
    return DiskSegmentFiles.open(directory);
  }

  /** Runs each test method, not what comes before and after it, on an IoThread. */
  static final class OnIoThread implements InvocationInterceptor {
    @Override
    public void interceptTestMethod(
        Invocation<Void> invocation,
        ReflectiveInvocationContext<Method> method,
        ExtensionContext extension)
        throws Throwable {
      CompletableFuture<@Nullable Throwable> outcome = new CompletableFuture<>();
      new IoThread("test-io", () -> outcome.complete(attempt(invocation))).start();
      Throwable thrown = outcome.join();
      if (thrown != null) {
        throw thrown;
      }
    }

    private static @Nullable Throwable attempt(Invocation<Void> invocation) {
      try {
        invocation.proceed();
        return null;
      } catch (Throwable thrown) {
        return thrown;
      }
    }
  }
}
