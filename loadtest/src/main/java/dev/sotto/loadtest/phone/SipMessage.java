package dev.sotto.loadtest.phone;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A SIP message as a client needs it (RFC 3261 section 7): names in lower case and in full, values as they stand. The reader is
 * short because what it reads is the server under test, not the world.
 */
public record SipMessage(String startLine, Map<String, List<String>> headers, String body) {
    private static final String VERSION = "SIP/2.0";
    private static final Map<String, String> COMPACT = Map.of(
            "v",
            "via",
            "f",
            "from",
            "t",
            "to",
            "i",
            "call-id",
            "m",
            "contact",
            "l",
            "content-length",
            "r",
            "refer-to",
            "b",
            "referred-by");

    /** Empty when {@code text} is no SIP message. */
    public static Optional<SipMessage> parse(String text) {
        int blank = text.indexOf("\r\n\r\n");
        if (blank < 0) {
            return Optional.empty();
        }
        // a line that begins with white space goes on with the one before (section 7.3.1)
        String[] lines = text.substring(0, blank).replaceAll("\r\n[ \t]+", " ").split("\r\n", -1);
        if (!lines[0].startsWith(VERSION + " ") && !lines[0].endsWith(" " + VERSION)) {
            return Optional.empty();
        }
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon <= 0) {
                return Optional.empty();
            }
            String name = lines[i].substring(0, colon).strip().toLowerCase(Locale.ROOT);
            headers.computeIfAbsent(COMPACT.getOrDefault(name, name), none -> new ArrayList<>())
                    .add(lines[i].substring(colon + 1).strip());
        }
        return Optional.of(new SipMessage(lines[0], headers, text.substring(blank + 4)));
    }

    public boolean isResponse() {
        return startLine.startsWith(VERSION);
    }

    /** Of a response; 0 when it isn't a number. */
    public int status() {
        String[] words = startLine.split(" ", 3);
        return words.length > 1 && words[1].matches("[1-6]\\d\\d") ? Integer.parseInt(words[1]) : 0;
    }

    public String reason() {
        String[] words = startLine.split(" ", 3);
        return words.length > 2 ? words[2] : "";
    }

    /** The number in CSeq; -1 where there is none. */
    long number() {
        String first = header("cseq").split(" ", 2)[0];
        return first.matches("\\d{1,10}") ? Long.parseLong(first) : -1;
    }

    /** Of the request, or of the request that a response answers. */
    public String method() {
        String[] words = header("cseq").split(" +", 2);
        return words.length == 2 ? words[1] : "";
    }

    /** The first value, or an empty string. */
    public String header(String name) {
        List<String> values = headers.get(name);
        return values == null ? "" : values.get(0);
    }

    /** The address between angle brackets, or before any parameter. */
    public static String uri(String value) {
        int open = value.indexOf('<');
        int close = value.indexOf('>', open + 1);
        return open >= 0 && close > open ? value.substring(open + 1, close) : value.split(";", 2)[0].strip();
    }

    /** The answer to this request: what section 8.2.6 says to copy, and a description if there is one. */
    public String answer(String status, String contact, String sdp) {
        StringBuilder text =
                new StringBuilder(512).append(VERSION + " ").append(status).append("\r\n");
        for (String name : List.of("via", "from", "to", "call-id", "cseq")) {
            headers.getOrDefault(name, List.of())
                    .forEach(value ->
                            text.append(name).append(": ").append(value).append("\r\n"));
        }
        text.append("contact: <").append(contact).append(">\r\n");
        if (!sdp.isEmpty()) {
            text.append("content-type: application/sdp\r\n");
        }
        return text.append("content-length: ")
                .append(sdp.length())
                .append("\r\n\r\n")
                .append(sdp)
                .toString();
    }
}
