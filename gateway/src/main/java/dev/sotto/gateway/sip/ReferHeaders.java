package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.Header;
import dev.sotto.gateway.sip.message.PercentEscapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What goes along with a transfer: only headers of the kind {@code X-...}, few, short and in one line. */
final class ReferHeaders {
    static final int MAX_HEADERS = 8;
    static final int MAX_LENGTH = 200;

    private ReferHeaders() {}

    static List<Header> clean(Map<String, String> headers) {
        List<Header> clean = new ArrayList<>();
        new TreeMap<>(headers).forEach((name, value) -> {
            String text = value.codePoints()
                    .map(c -> c < ' ' || c == 0x7f ? ' ' : c)
                    .limit(MAX_LENGTH)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString()
                    .strip();
            if (name.matches("[Xx]-[A-Za-z0-9-]{1,60}") && !text.isEmpty() && clean.size() < MAX_HEADERS) {
                clean.add(new Header(name, text));
            }
        });
        return clean;
    }

    /** The URI with these as its headers; one of TEL has no place for them. */
    static String appended(String uri, List<Header> headers) {
        if (headers.isEmpty() || !uri.startsWith("sip")) {
            return uri;
        }
        StringBuilder text = new StringBuilder(uri);
        char mark = '?';
        for (Header header : headers) {
            text.append(mark).append(header.name()).append('=').append(PercentEscapes.encode(header.value()));
            mark = '&';
        }
        return text.toString();
    }
}
