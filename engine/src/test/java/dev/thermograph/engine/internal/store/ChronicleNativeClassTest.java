package dev.thermograph.engine.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import net.openhft.chronicle.hash.VanillaGlobalMutableState;
import net.openhft.chronicle.values.ValueModel;
import net.openhft.chronicle.values.Values;
import org.junit.jupiter.api.Test;

/** The class that Chronicle would compile at run time is in the build, as Chronicle makes it. */
final class ChronicleNativeClassTest {
  private static final String NAME = "VanillaGlobalMutableState$$Native";

  @Test
  void checkedInSourceIsWhatThisChronicleGenerates()
      throws ReflectiveOperationException, IOException {
    Method generate =
        Class.forName("net.openhft.chronicle.values.Generators")
            .getDeclaredMethod("generateNativeClass", ValueModel.class, String.class);
    generate.setAccessible(true);
    ValueModel model = ValueModel.acquire(VanillaGlobalMutableState.class);
    Path source =
        Path.of(
            System.getProperty("thermograph.root"),
            "engine/src/main/chronicle/net/openhft/chronicle/hash",
            NAME + ".java");
    assertThat(Files.readString(source).strip())
        .isEqualTo(String.valueOf(generate.invoke(null, model, NAME)).strip());
  }

  @Test
  void chronicleTakesTheClassOfTheBuild() {
    Class<?> used = Values.nativeClassFor(VanillaGlobalMutableState.class);
    assertThat(used.getProtectionDomain().getCodeSource())
        .isNotNull()
        .extracting(source -> source.getLocation())
        .isEqualTo(ExtentMap.class.getProtectionDomain().getCodeSource().getLocation());
  }
}
