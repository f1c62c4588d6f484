package dev.sotto.loadtest.report;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What came out of an experiment: distributions and single figures, in the order in which they are told. */
public final class Report {
    private final String title;
    private final JsonObject setup;
    private final Map<String, Distribution> times = new LinkedHashMap<>();
    private final Map<String, Object> figures = new LinkedHashMap<>();
    private final List<Table> tables = new ArrayList<>();
    private final List<Plot> plots = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    public Report(String title, JsonObject setup) {
        this.title = title;
        this.setup = setup;
    }

    /** Times of one kind: a row of the table, and a curve in the report's picture. */
    public Report time(String name, Distribution distribution) {
        times.put(name, distribution);
        return this;
    }

    /** A single value; numbers as numbers, so that machines can read them. */
    public Report figure(String name, Object value) {
        figures.put(name, value);
        return this;
    }

    public Report table(Table table) {
        tables.add(table);
        return this;
    }

    public Report plot(Plot plot) {
        plots.add(plot);
        return this;
    }

    /** A sentence for the reader: what is to be seen, what it was not measured under. */
    public Report note(String sentence) {
        notes.add(sentence);
        return this;
    }

    public String title() {
        return title;
    }

    /** A single figure by its name. */
    public Object figure(String name) {
        return Objects.requireNonNull(figures.get(name), name);
    }

    public Distribution time(String name) {
        return Objects.requireNonNull(times.get(name), name);
    }

    public JsonObject json() {
        JsonObject distributions = new JsonObject();
        times.forEach((name, distribution) -> distributions.put(key(name), distribution.json()));
        JsonObject single = new JsonObject();
        figures.forEach((name, value) -> single.put(key(name), value));
        return new JsonObject()
                .put("experiment", title)
                .put("setup", setup)
                .put("times", distributions)
                .put("figures", single)
                .put("tables", new JsonArray(tables.stream().map(Table::json).toList()))
                .put("plots", new JsonArray(plots.stream().map(Plot::json).toList()))
                .put("notes", new JsonArray(List.copyOf(notes)));
    }

    private static String key(String name) {
        return name.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^_|_$", "");
    }

    JsonObject setup() {
        return setup.copy();
    }

    Map<String, Distribution> times() {
        return Collections.unmodifiableMap(times);
    }

    Map<String, Object> figures() {
        return Collections.unmodifiableMap(figures);
    }

    List<Table> tables() {
        return List.copyOf(tables);
    }

    List<Plot> plots() {
        return List.copyOf(plots);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    /** For a terminal. */
    @Override
    public String toString() {
        return TextReport.of(this);
    }
}
