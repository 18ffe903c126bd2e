package dev.thermograph.properties.crash;

/**
 * One disk state that a power cut may leave.
 *
 * @param files the disk after power is back: all that is on it is durable, and it records again
 * @param mode what happened to unsynced sectors
 * @param directoryLoss what happened to unsynced names
 * @param loss how much was taken
 */
public record CrashImage(
    CrashRecordingFiles files, CrashMode mode, DirectoryLoss directoryLoss, CrashLoss loss) {}
