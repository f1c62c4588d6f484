package dev.sotto.loadtest.report;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A picture of some series over one axis.
 *
 * @param x what the axis to the right is, with its unit
 * @param y what the axis upwards is, with its unit
 * @param shape how it is drawn
 * @param series at most eight: nobody tells more apart
 * @param marks levels to be compared with, by name: an aim, a limit
 */
public record Plot(String title, String x, String y, Shape shape, List<Series> series, Map<String, Double> marks) {
    public Plot {
        series = List.copyOf(series);
        marks = Map.copyOf(marks);
    }

    /** How a plot is drawn. */
    public enum Shape {
        /** Points joined in the order of x. */
        LINE,
        /** Points with their intervals, not joined. */
        POINTS,
        /** A bar per point; x counts the labels. */
        BARS
    }

    /**
     * One line, cloud or group of bars.
     *
     * @param labels for {@link Shape#BARS}: what stands under each bar; empty else
     */
    public record Series(String name, List<Point> points, List<String> labels) {
        public Series {
            points = List.copyOf(points);
            labels = List.copyOf(labels);
        }

        public static Series of(String name, List<Point> points) {
            return new Series(name, points, List.of());
        }
    }

    /** A value with its interval; without one, low and high are the value. */
    public record Point(double x, double y, double low, double high) {
        public static Point of(double x, double y) {
            return new Point(x, y, y, y);
        }
    }

    public static Plot lines(String title, String x, String y, List<Series> series) {
        return new Plot(title, x, y, Shape.LINE, series, Map.of());
    }

    public static Plot points(String title, String x, String y, List<Series> series) {
        return new Plot(title, x, y, Shape.POINTS, series, Map.of());
    }

    /** Bars by label, one series after the other. */
    public static Plot bars(String title, String x, String y, List<Series> series) {
        return new Plot(title, x, y, Shape.BARS, series, Map.of());
    }

    /** The same with a level to be compared with. */
    public Plot mark(String name, double level) {
        Map<String, Double> more = new java.util.HashMap<>(marks);
        more.put(name, level);
        return new Plot(title, x, y, shape, series, more);
    }

    JsonObject json() {
        JsonArray all = new JsonArray();
        for (Series one : series) {
            List<Object> points = new ArrayList<>();
            one.points()
                    .forEach(point -> points.add(new JsonArray()
                            .add(point.x())
                            .add(point.y())
                            .add(point.low())
                            .add(point.high())));
            all.add(new JsonObject()
                    .put("name", one.name())
                    .put("labels", new JsonArray(List.copyOf(one.labels())))
                    .put("points", new JsonArray(points)));
        }
        return new JsonObject().put("title", title).put("x", x).put("y", y).put("series", all);
    }
}
