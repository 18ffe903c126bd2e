package dev.thermograph.engine.internal.store;

import dev.thermograph.engine.error.MissingJvmFlagsException;
import java.util.ArrayList;
import java.util.List;

/** The JVM flags that Chronicle needs. <em>Stateless.</em> */
public final class JvmFlags {
  private static final String OPENS = "--add-opens=java.base/";
  private static final String EXPORTS = "--add-exports=java.base/";

  /** Chronicle looks for a compiler when its classes load, though it finds nothing to compile. */
  private static final String COMPILER = "--add-modules=jdk.compiler";

  /** Absent means allowed, with a warning. */
  private static final String UNSAFE = "--sun-misc-unsafe-memory-access=allow";

  private static final List<String> NEEDED =
      List.of(
          OPENS + "java.lang=ALL-UNNAMED",
          OPENS + "java.lang.reflect=ALL-UNNAMED",
          EXPORTS + "sun.nio.ch=ALL-UNNAMED",
          EXPORTS + "jdk.internal.ref=ALL-UNNAMED",
          COMPILER,
          UNSAFE);

  private JvmFlags() {}

  /** Throws when a flag is missing, and names exactly the missing ones. */
  public static void require() {
    List<String> missing = missing();
    if (!missing.isEmpty()) {
      throw new MissingJvmFlagsException(missing);
    }
  }

  /** The flags that this JVM lacks, as they have to stand on the command line. */
  public static List<String> missing() {
    List<String> missing = new ArrayList<>();
    for (String flag : NEEDED) {
      if (!isPresent(flag)) {
        missing.add(flag);
      }
    }
    return missing;
  }

  private static boolean isPresent(String flag) {
    return switch (flag) {
      case COMPILER -> ModuleLayer.boot().findModule("jdk.compiler").isPresent();
      case UNSAFE -> !"deny".equals(System.getProperty("sun.misc.unsafe.memory.access"));
      default -> isReachable(flag);
    };
  }

  private static boolean isReachable(String flag) {
    Module base = Object.class.getModule();
    Module chronicle = JvmFlags.class.getModule();
    String name = flag.substring(flag.indexOf('/') + 1, flag.lastIndexOf('='));
    return flag.startsWith(OPENS) ? base.isOpen(name, chronicle) : base.isExported(name, chronicle);
  }
}
