package dev.sotto.loadtest.report;

import java.util.Locale;

/** Numbers as a reader takes them in: as many digits as mean something. */
final class Numbers {
    private Numbers() {}

    static String shown(Object value) {
        if (value instanceof Double || value instanceof Float) {
            return shown(((Number) value).doubleValue());
        }
        if (value instanceof Number whole) {
            return String.format(Locale.ROOT, "%,d", whole.longValue());
        }
        return String.valueOf(value);
    }

    /** Three digits that mean something; all of them before the point. */
    static String shown(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "-";
        }
        double size = Math.abs(value);
        if (size != 0 && size < 0.000_1) {
            return String.format(Locale.ROOT, "%.2e", value);
        }
        int decimals = size >= 100 || size == 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 5;
        String text = String.format(Locale.ROOT, "%,." + decimals + "f", value);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }
}
