package dev.thermograph.cli;

import java.util.List;

/**
 * Checks the running JVM: its version, and the flags of {@code jvm.options} that cannot be missing.
 */
final class JvmChecks {

  private static final int JAVA_VERSION_WANTED = 25;

  private JvmChecks() {}

  static Finding javaVersion(int feature) {
    return new Finding(
        feature == JAVA_VERSION_WANTED,
        Text.format(
            "java: found=%d wanted=%d home=%s",
            feature, JAVA_VERSION_WANTED, System.getProperty("java.home")));
  }

  static List<Finding> flags() {
    Module base = Object.class.getModule();
    Module ours = JvmChecks.class.getModule();
    return List.of(
        flag("--add-opens=java.base/java.lang=ALL-UNNAMED", base.isOpen("java.lang", ours)),
        flag(
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            base.isOpen("java.lang.reflect", ours)),
        flag("--add-exports=java.base/sun.nio.ch=ALL-UNNAMED", base.isExported("sun.nio.ch", ours)),
        flag(
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            base.isExported("jdk.internal.ref", ours)),
        flag(
            "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
            base.isExported("jdk.internal.misc", ours)));
  }

  private static Finding flag(String flag, boolean present) {
    return new Finding(present, "flag: " + flag);
  }
}
