package dev.thermograph.properties.isolation.workload;

import dev.thermograph.properties.isolation.history.Operation;
import dev.thermograph.properties.isolation.subject.Operations;

/** An operation to be done; done, it knows its answer. */
public sealed interface Task {

  /** Does it. */
  Operation doIn(Operations operations);

  /** Adds to a list. */
  record Append(int key, long value) implements Task {
    @Override
    public Operation doIn(Operations operations) {
      operations.append(key, value);
      return new Operation.Append(key, value);
    }
  }

  /** Reads a list. */
  record ReadList(int key) implements Task {
    @Override
    public Operation doIn(Operations operations) {
      return new Operation.ListRead(key, operations.readList(key));
    }
  }

  /** Sets a register. */
  record Write(int key, long value) implements Task {
    @Override
    public Operation doIn(Operations operations) {
      operations.write(key, value);
      return new Operation.Write(key, value);
    }
  }

  /** Reads a register. */
  record ReadRegister(int key) implements Task {
    @Override
    public Operation doIn(Operations operations) {
      return new Operation.RegisterRead(key, operations.readRegister(key));
    }
  }
}
