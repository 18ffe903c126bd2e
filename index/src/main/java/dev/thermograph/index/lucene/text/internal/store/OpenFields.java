package dev.thermograph.index.lucene.text.internal.store;

import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.index.lucene.text.internal.compile.FieldScope;
import dev.thermograph.index.text.TextField;
import dev.thermograph.index.text.TextSchema;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.IndexReader;

/**
 * Which undeclared fields are fields of their own. Each takes memory in each segment, so there is a
 * limit; the texts of further ones are found only where no field is named. Thread-safe.
 */
public final class OpenFields {
  /** How many undeclared fields one index has. */
  public static final int MAX = 1_000;

  private final Set<String> declared;
  private final Set<String> open = ConcurrentHashMap.newKeySet();
  private volatile boolean refused;

  OpenFields(TextSchema schema) {
    this.declared = Set.copyOf(schema.fields().stream().map(TextField::name).toList());
  }

  /** Those that are in segments already. */
  void addAll(IndexReader reader) {
    String prefix = FieldScope.nameOf("");
    for (FieldInfo field : FieldInfos.getMergedFieldInfos(reader)) {
      if (field.name.startsWith(prefix)) {
        admit(field.name.substring(prefix.length()));
      }
    }
    refused |= open.size() >= MAX;
  }

  /** Whether texts of this field are to be found under its name. */
  boolean admit(String field) {
    if (declared.contains(field) || open.contains(field)) {
      return true;
    }
    if (open.size() >= MAX) {
      refused = true;
      return false;
    }
    return open.add(field);
  }

  /** Refuses a field that may have texts which cannot be found under its name. */
  public void requireSearchable(String field) {
    if (refused && !declared.contains(field) && !open.contains(field)) {
      throw new InvalidArgumentException(
          "too many undeclared text fields to search this one: field=" + field + " max=" + MAX);
    }
  }
}
