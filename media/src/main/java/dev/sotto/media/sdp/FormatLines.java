package dev.sotto.media.sdp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Collects what the attributes of a media line say of its formats. A line that can't be read is skipped: it costs its own format,
 * not the call.
 */
final class FormatLines {
    private static final int MAX_LINES = 64;
    private static final int MAX_CLOCK_RATE = 1_000_000;

    private final List<SessionDescription.RtpMap> maps = new ArrayList<>();
    private final Map<Integer, String> parameters = new HashMap<>();
    private int ptimeMillis;
    private int maxPtimeMillis;

    /** Takes an attribute. Returns false when it is about something else. */
    boolean attribute(String name, String value) {
        switch (name) {
            case "rtpmap" -> map(value);
            case "fmtp" -> parameters(value);
            case "ptime" -> ptimeMillis = millis(value);
            case "maxptime" -> maxPtimeMillis = millis(value);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** {@code <number> <encoding>/<clock rate>[/<channels>]}; two numbers alike: the first counts. */
    private void map(String value) {
        String[] parts = value.split("[ \t]+", 3);
        String[] encoding = parts.length < 2 ? new String[0] : parts[1].split("/", 4);
        if (encoding.length < 2 || maps.size() >= MAX_LINES) {
            return;
        }
        int number = number(parts[0], 127);
        int clockRate = number(encoding[1], MAX_CLOCK_RATE);
        int channels = encoding.length > 2 ? number(encoding[2], 255) : 1;
        if (number >= 0 && clockRate > 0 && channels > 0) {
            maps.add(new SessionDescription.RtpMap(
                    number, encoding[0].toUpperCase(Locale.ROOT), clockRate, channels, ""));
        }
    }

    private void parameters(String value) {
        int blank = value.indexOf(' ');
        int number = blank < 0 ? -1 : number(value.substring(0, blank), 127);
        if (number >= 0 && parameters.size() < MAX_LINES) {
            parameters.putIfAbsent(number, value.substring(blank + 1).strip());
        }
    }

    /** Some write fractions (RFC 8866 allows none); only whole milliseconds matter. */
    private static int millis(String value) {
        int digits = 0;
        while (digits < value.length() && digits < 4 && value.charAt(digits) >= '0' && value.charAt(digits) <= '9') {
            digits++;
        }
        return digits == 0 || digits == 4 ? 0 : Integer.parseInt(value.substring(0, digits));
    }

    /** -1 when these are no digits, or too large a number. */
    static int number(String digits, int most) {
        if (!digits.matches("[0-9]{1,7}")) {
            return -1;
        }
        int number = Integer.parseInt(digits);
        return number <= most ? number : -1;
    }

    List<SessionDescription.RtpMap> maps() {
        return maps.stream()
                .map(map -> map.with(parameters.getOrDefault(map.payloadType(), "")))
                .toList();
    }

    /** 0 when not said. */
    int ptimeMillis() {
        return ptimeMillis;
    }

    /** 0 when not said. */
    int maxPtimeMillis() {
        return maxPtimeMillis;
    }
}
