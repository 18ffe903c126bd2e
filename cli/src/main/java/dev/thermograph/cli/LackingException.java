package dev.thermograph.cli;

/** Says that this machine lacks something a command needs; the message names it. */
final class LackingException extends RuntimeException {
  LackingException(String message) {
    super(message);
  }
}
