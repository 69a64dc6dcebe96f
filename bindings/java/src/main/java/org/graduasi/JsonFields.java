package org.graduasi;

import java.util.List;

/** An object of JSON that is being written for the library; what is empty is left out. */
final class JsonFields {
  private final StringBuilder json = new StringBuilder("{");

  JsonFields text(String name, String value) {
    return value.isEmpty() ? this : json(name, Json.quoted(value));
  }

  JsonFields texts(String name, List<String> values) {
    return values.isEmpty() ? this : json(name, Json.quoted(values));
  }

  /** A value that is JSON already, whatever it is. */
  JsonFields json(String name, String value) {
    if (json.length() > 1) json.append(',');
    json.append(Json.quoted(name)).append(':').append(value);
    return this;
  }

  @Override
  public String toString() {
    return json + "}";
  }
}
