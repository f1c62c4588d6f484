package dev.sotto.loadtest.report;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows under columns, as in a report's assumptions or a comparison.
 *
 * @param columns their names, units in them
 * @param rows each as long as the columns; numbers or text
 */
public record Table(String title, List<String> columns, List<List<Object>> rows) {
    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** A table to be filled by {@link Builder#row}. */
    public static Builder of(String title, String... columns) {
        return new Builder(title, List.of(columns));
    }

    public static final class Builder {
        private final String title;
        private final List<String> columns;
        private final List<List<Object>> rows = new ArrayList<>();

        private Builder(String title, List<String> columns) {
            this.title = title;
            this.columns = columns;
        }

        /** One value per column. */
        public Builder row(Object... cells) {
            if (cells.length != columns.size()) {
                throw new IllegalArgumentException(
                        "a row of " + title + " has " + columns.size() + " cells, not " + Arrays.toString(cells));
            }
            rows.add(List.of(cells));
            return this;
        }

        public Table build() {
            return new Table(title, columns, rows);
        }
    }

    JsonObject json() {
        JsonArray lines = new JsonArray();
        for (List<Object> row : rows) {
            JsonObject line = new JsonObject();
            for (int i = 0; i < columns.size(); i++) {
                line.put(columns.get(i), row.get(i) instanceof Number number ? number : String.valueOf(row.get(i)));
            }
            lines.add(line);
        }
        return new JsonObject().put("title", title).put("rows", lines);
    }
}
