package dev.sotto.loadtest.report;

/** Text that stands in HTML or SVG. */
final class Markup {
    private Markup() {}

    static String escaped(Object text) {
        return String.valueOf(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
