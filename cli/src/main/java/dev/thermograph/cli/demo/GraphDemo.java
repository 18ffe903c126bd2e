package dev.thermograph.cli.demo;

import com.google.errorprone.annotations.FormatMethod;
import dev.thermograph.engine.Tenant;
import dev.thermograph.engine.Thermograph;
import dev.thermograph.engine.graph.CommitReceipt;
import dev.thermograph.engine.graph.Direction;
import dev.thermograph.engine.graph.Edge;
import dev.thermograph.engine.graph.GraphReader;
import dev.thermograph.engine.graph.Node;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.ReadView;
import dev.thermograph.engine.report.DropReceipt;
import dev.thermograph.engine.report.MemoryReport;
import dev.thermograph.engine.report.TenantInfo;
import dev.thermograph.engine.schema.DeletePolicy;
import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.NoProperties;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.Schema;
import dev.thermograph.error.ThermographException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * Tenants and their graphs in six steps: write, read, refuse, look back, crash, drop.
 *
 * <p>Each step checks what it shows and fails when it is not so. <em>Single-threaded.</em>
 */
public final class GraphDemo {
  /** Somebody. The record is the kind: its name, its properties and their types. */
  record Person(String name, int born) {}

  static final NodeKind<Person> PERSON = NodeKind.of(Person.class).unique(Person::name).build();

  /** An edge without properties; who is deleted takes his edges with him. */
  static final EdgeKind<NoProperties> KNOWS =
      EdgeKind.of("Knows").from(PERSON).to(PERSON).onDelete(DeletePolicy.DISCONNECT).build();

  static final Schema SCHEMA = Schema.of(PERSON, KNOWS);

  /** The tenant to which a process writes until it is killed. */
  static final String CRASHED = "crashed";

  private static final long CRASH_AFTER_MILLIS = 500;

  private final PrintWriter out;
  private final Path directory;
  private final Path data;

  /** A demo that prints to {@code out} and writes into {@code directory} only. */
  public GraphDemo(PrintWriter out, Path directory) {
    this.out = out;
    this.directory = directory;
    this.data = directory.resolve("engine");
  }

  /** Runs all steps; takes a few seconds. */
  public void run() throws IOException {
    say("Tenants and their graphs");
    try (Thermograph engine = Thermograph.open(data)) {
      Tenant acme = engine.tenant("acme", SCHEMA);
      CommitReceipt written = write(engine, acme);
      read(acme);
      refuse(engine, acme);
      lookBack(acme, written);
    }
    crash();
    try (Thermograph engine = Thermograph.open(data)) {
      drop(engine);
    }
  }

  private CommitReceipt write(Thermograph engine, Tenant acme) {
    say("%n1. Write: a commit is all or nothing, and durable when the call returns");
    CommitReceipt receipt =
        acme.write(
            tx -> {
              NodeId ada = tx.create(PERSON, new Person("Ada", 1815));
              NodeId charles = tx.create(PERSON, new Person("Charles", 1791));
              NodeId mary = tx.create(PERSON, new Person("Mary", 1780));
              tx.connect(KNOWS, ada, charles);
              tx.connect(KNOWS, mary, ada);
            });
    say("   acme:  3 people, 2 edges; sequence=%d %s", receipt.sequence(), receipt.durability());
    Tenant other = engine.tenant("other", SCHEMA);
    other.write(tx -> tx.create(PERSON, new Person("Ada", 1852)));
    say("   other: has an Ada of its own; %s and %s share nothing but the log", acme, other);
    return receipt;
  }

  private void read(Tenant acme) {
    say("%n2. Read: a view shows one instant, whatever is written meanwhile");
    try (ReadView view = acme.read()) {
      acme.write(tx -> tx.create(PERSON, new Person("Grace", 1906)));
      Node<Person> ada = require(view, "Ada");
      List<String> known =
          view.edges(KNOWS, ada.id(), Direction.BOTH).stream()
              .map(edge -> edge.from().equals(ada.id()) ? edge.to() : edge.from())
              .map(id -> view.get(PERSON, id).properties().name())
              .sorted()
              .toList();
      say("   %s: %s, knows or is known by %s", ada.id(), ada.properties(), known);
      say("   Grace came meanwhile: the view counts %d, a new one 4", view.count(PERSON));
      check(known.equals(List.of("Charles", "Mary")), "who knows whom is wrong");
      check(view.count(PERSON) == 3, "the view changed");
    }
    check(acme.read(view -> view.count(PERSON)) == 4, "Grace is missing");
  }

  private void refuse(Thermograph engine, Tenant acme) {
    say("%n3. Refuse: what breaks a rule is told before anything is written");
    long before = acme.sequence();
    NodeId foreign = engine.tenant("other").read(view -> require(view, "Ada").id());
    say("   a second Ada:     %s", refusal(acme, new Person("Ada", 1900)));
    say("   a wrong type:     %s", refusal(acme, Map.of("name", "Alan", "born", "1912")));
    say("   another's number: %s", refusal(() -> acme.read(view -> view.get(PERSON, foreign))));
    check(acme.sequence() == before, "something was written");
  }

  private static String refusal(Tenant tenant, Person person) {
    return refusal(() -> tenant.write(tx -> tx.create(PERSON, person)));
  }

  private static String refusal(Tenant tenant, Map<String, ?> properties) {
    return refusal(() -> tenant.write(tx -> tx.createFrom(PERSON, properties)));
  }

  private static String refusal(Runnable call) {
    try {
      call.run();
    } catch (ThermographException e) {
      return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
    throw new IllegalStateException("it was not refused");
  }

  private void lookBack(Tenant acme, CommitReceipt written) {
    say("%n4. Look back: each commit of the retained past can be read");
    acme.write(
        tx -> {
          NodeId ada = require(tx, "Ada").id();
          tx.update(ada, Map.of("born", 1816));
          tx.delete(require(tx, "Charles").id());
        });
    say("   now:             %s", people(acme.read()));
    say("   at sequence %3d: %s", written.sequence(), people(acme.readAt(written.sequence())));
    check(acme.read(view -> view.count(KNOWS)) == 1, "the edge outlived its end");
    check(
        people(acme.readAt(written.committedAt())).contains("Person[name=Ada, born=1815]"),
        "the instant shows another state");
  }

  /** Closes the view. */
  private static List<String> people(ReadView opened) {
    try (ReadView view = opened) {
      return view.nodes(PERSON).map(node -> node.properties().toString()).sorted().toList();
    }
  }

  private void crash() throws IOException {
    say("%n5. Crash: a second process commits a chain of people and is killed in mid-write");
    KilledWriter killed =
        KilledWriter.run(CrashingWriter.class, directory, data, CRASH_AFTER_MILLIS);
    say("   process %d killed (kill -9) after %d ms", killed.pid(), killed.millis());
    long start = System.nanoTime();
    try (Thermograph engine = Thermograph.open(data);
        ReadView view = engine.tenant(CRASHED, SCHEMA).read()) {
      long millis = (System.nanoTime() - start) / 1_000_000;
      TreeSet<String> found = new TreeSet<>();
      view.nodes(PERSON).forEach(node -> found.add(node.properties().name()));
      long kept = killed.acknowledged().values().stream().filter(found::contains).count();
      long chained = view.edges(KNOWS).map(Edge::from).distinct().count();
      say(
          "   opened in %d ms: %d of %d acknowledged commits are there,",
          millis, kept, killed.acknowledged().size());
      say("   %d people, each but the first knows the one before", found.size());
      check(kept == killed.acknowledged().size(), "an acknowledged commit is lost");
      check(chained == found.size() - 1, "a commit is there in part");
    }
  }

  private void drop(Thermograph engine) {
    say("%n6. Memory, and the end of a tenant");
    check(engine.tenant("acme", SCHEMA).read(view -> view.count(PERSON)) == 3, "acme changed");
    MemoryReport memory = engine.memory();
    memory
        .tenants()
        .forEach(
            it ->
                say(
                    "   %-7s  %,d bytes off the heap, %,d in use",
                    it.name(), it.offHeapBytes(), it.usedBytes()));
    DropReceipt dropped = engine.drop("acme");
    say(
        "   acme is dropped: %d nodes, %d files; in the log until its segments go: sequences %d to %d",
        dropped.nodeCount().orElseThrow(),
        dropped.mapFiles().fileCount() + dropped.snapshotFiles().fileCount(),
        dropped.logRemains().firstSequence(),
        dropped.logRemains().lastSequence());
    say("   asked for again: %s", refusal(() -> engine.tenant("acme")));
    say("   left:            %s", engine.tenants().stream().map(TenantInfo::name).toList());
  }

  static String chainName(int number) {
    return "person-" + number;
  }

  static CommitReceipt addToChain(Tenant tenant, int number) {
    return tenant.write(
        tx -> {
          NodeId added = tx.create(PERSON, new Person(chainName(number), 1900));
          if (number > 1) {
            tx.connect(KNOWS, added, require(tx, chainName(number - 1)).id());
          }
        });
  }

  private static Node<Person> require(GraphReader graph, String name) {
    return graph
        .findUnique(PERSON, "name", name)
        .orElseThrow(() -> new IllegalStateException("nobody of this name: " + name));
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException("the demo found something wrong: " + otherwise);
    }
  }

  @FormatMethod
  private void say(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }
}
