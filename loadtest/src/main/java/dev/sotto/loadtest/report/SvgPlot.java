package dev.sotto.loadtest.report;

import dev.sotto.loadtest.report.Plot.Point;
import dev.sotto.loadtest.report.Plot.Series;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Draws a {@link Plot} as SVG text. Colours are style classes of the page ({@code s0} to {@code s7}), so that dark and light both work. */
final class SvgPlot {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 340;
    private static final int LEFT = 74;
    private static final int RIGHT = 20;
    private static final int TOP = 14;
    private static final int BOTTOM = 52;
    private static final int MOST_DOTS = 15;

    private final Plot plot;
    private final Axis x;
    private final Axis y;
    private final StringBuilder svg = new StringBuilder(8_192);

    private SvgPlot(Plot plot, Axis x) {
        this.plot = plot;
        this.x = x;
        this.y = Axis.upwards(
                DoubleStream.concat(values(plot).map(Point::low), marks(plot))
                        .min()
                        .orElse(0),
                DoubleStream.concat(values(plot).map(Point::high), marks(plot))
                        .max()
                        .orElse(1),
                plot.shape() != Plot.Shape.BARS);
    }

    private interface Part {
        double of(Point point);
    }

    private record Values(List<Point> points) {
        DoubleStream map(Part part) {
            return points.stream().mapToDouble(part::of).filter(Double::isFinite);
        }
    }

    private static Values values(Plot plot) {
        return new Values(
                plot.series().stream().flatMap(one -> one.points().stream()).toList());
    }

    private static DoubleStream marks(Plot plot) {
        return plot.marks().values().stream().mapToDouble(Double::doubleValue);
    }

    static String draw(Plot plot) {
        Values all = values(plot);
        return draw(
                plot,
                Axis.along(
                        all.map(Point::x).min().orElse(0),
                        all.map(Point::x).max().orElse(1)));
    }

    /** The same over an axis made elsewhere. */
    static String draw(Plot plot, Axis along) {
        return new SvgPlot(plot, along).drawn();
    }

    private String drawn() {
        svg.append("<svg viewBox='0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(HEIGHT)
                .append("' role='img' aria-label='")
                .append(Markup.escaped(plot.title()))
                .append("'>");
        grid();
        if (plot.shape() == Plot.Shape.BARS) {
            bars();
        } else {
            along();
            for (int i = 0; i < plot.series().size(); i++) {
                series(i, plot.series().get(i));
            }
        }
        plot.marks().forEach(this::mark);
        return svg.append("</svg>").toString();
    }

    private double px(double value) {
        return LEFT + x.at(value) * (WIDTH - LEFT - RIGHT);
    }

    private double py(double value) {
        return HEIGHT - BOTTOM - y.at(value) * (HEIGHT - TOP - BOTTOM);
    }

    private void grid() {
        for (Axis.Tick tick : y.ticks()) {
            double at = py(tick.value());
            line("grid", LEFT, at, WIDTH - RIGHT, at);
            text("tick end", LEFT - 8, at + 4, tick.text());
        }
        svg.append(String.format(
                Locale.ROOT,
                "<text class='name' transform='translate(14 %.1f) rotate(-90)' text-anchor='middle'>%s</text>",
                (TOP + HEIGHT - BOTTOM) / 2.0,
                Markup.escaped(plot.y())));
        text("name middle", (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8, plot.x());
    }

    private void along() {
        for (Axis.Tick tick : x.ticks()) {
            line("grid", px(tick.value()), HEIGHT - BOTTOM, px(tick.value()), HEIGHT - BOTTOM + 4);
            text("tick middle", px(tick.value()), HEIGHT - BOTTOM + 18, tick.text());
        }
    }

    private void series(int index, Series series) {
        List<Point> points = series.points().stream()
                .filter(point -> Double.isFinite(point.y()))
                .toList();
        boolean joined = plot.shape() == Plot.Shape.LINE;
        if (joined && points.stream().anyMatch(point -> point.low() < point.high())) {
            band(index, points);
        }
        if (joined) {
            svg.append("<polyline class='line s").append(index).append("' points='");
            points.forEach(point -> svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", px(point.x()), py(point.y()))));
            svg.append("'/>");
        }
        if (!joined || points.size() <= MOST_DOTS) {
            double aside = joined ? 0 : 6.0 * (index - (plot.series().size() - 1) / 2.0);
            points.forEach(point -> dot(index, series.name(), point, aside, !joined));
        }
    }

    private void band(int index, List<Point> points) {
        svg.append("<polygon class='band s").append(index).append("' points='");
        points.forEach(point -> svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", px(point.x()), py(point.high()))));
        for (int i = points.size() - 1; i >= 0; i--) {
            Point point = points.get(i);
            svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", px(point.x()), py(point.low())));
        }
        svg.append("'/>");
    }

    private void dot(int index, String name, Point point, double aside, boolean whiskers) {
        double at = px(point.x()) + aside;
        if (whiskers && point.low() < point.high()) {
            line("line s" + index, at, py(point.low()), at, py(point.high()));
        }
        svg.append(String.format(
                Locale.ROOT,
                "<circle class='dot s%d' cx='%.1f' cy='%.1f' r='%s'><title>%s: %s, %s</title></circle>",
                index,
                at,
                py(point.y()),
                whiskers ? "4.5" : "2.8",
                Markup.escaped(name),
                Numbers.shown(point.x()),
                shown(point)));
    }

    private static String shown(Point point) {
        return Numbers.shown(point.y())
                + (point.low() < point.high()
                        ? " (" + Numbers.shown(point.low()) + " to " + Numbers.shown(point.high()) + ")"
                        : "");
    }

    private void bars() {
        List<String> labels = plot.series().stream()
                .flatMap(one -> one.labels().stream())
                .distinct()
                .toList();
        double room = (double) (WIDTH - LEFT - RIGHT) / Math.max(1, labels.size());
        double width = Math.min(64, room * 0.8 / Math.max(1, plot.series().size()));
        for (int i = 0; i < labels.size(); i++) {
            double middle = LEFT + room * (i + 0.5);
            text("tick middle", middle, HEIGHT - BOTTOM + 18, labels.get(i));
            for (int s = 0; s < plot.series().size(); s++) {
                Series series = plot.series().get(s);
                int at = series.labels().indexOf(labels.get(i));
                if (at >= 0 && at < series.points().size()) {
                    bar(
                            s,
                            series,
                            series.points().get(at),
                            middle + width * (s - plot.series().size() / 2.0),
                            width);
                }
            }
        }
    }

    private void bar(int index, Series series, Point point, double from, double width) {
        double top = py(Math.max(0, point.y()));
        double bottom = py(Math.min(0, point.y()));
        svg.append(String.format(
                Locale.ROOT,
                "<rect class='bar s%d' x='%.1f' y='%.1f' width='%.1f' height='%.1f'><title>%s: %s</title></rect>",
                index,
                from + 1,
                top,
                width - 2,
                Math.max(0.5, bottom - top),
                Markup.escaped(series.name()),
                shown(point)));
        if (point.low() < point.high()) {
            line("whisker", from + width / 2, py(point.low()), from + width / 2, py(point.high()));
        }
        text("value middle", from + width / 2, py(Math.max(point.y(), point.high())) - 4, Numbers.shown(point.y()));
    }

    private void mark(String name, double level) {
        line("mark", LEFT, py(level), WIDTH - RIGHT, py(level));
        text("value end", WIDTH - RIGHT, py(level) - 5, name);
    }

    private void line(String style, double x1, double y1, double x2, double y2) {
        svg.append(String.format(
                Locale.ROOT, "<line class='%s' x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f'/>", style, x1, y1, x2, y2));
    }

    private void text(String style, double at, double height, String text) {
        svg.append(String.format(
                Locale.ROOT, "<text class='%s' x='%.1f' y='%.1f'>%s</text>", style, at, height, Markup.escaped(text)));
    }
}
