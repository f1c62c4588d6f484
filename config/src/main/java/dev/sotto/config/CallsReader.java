package dev.sotto.config;

import java.util.List;
import java.util.regex.Pattern;

/** Reads what holds for calls that we place. */
final class CallsReader {
    private static final Pattern HOURS =
            Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d-([01]\\d|2[0-3]):[0-5]\\d( [A-Za-z]+(/[A-Za-z_]+)*)?");

    private CallsReader() {}

    static Settings.Calls read(SettingsReader in) {
        String proxy = in.text("calls.proxy");
        if (!proxy.isEmpty() && !proxy.startsWith("sip:")) {
            in.problem("calls.proxy", "must be a SIP address such as sip:192.0.2.1:5060, is '" + proxy + "'");
        }
        String hours = in.text("calls.hours");
        if (!hours.isEmpty() && !HOURS.matcher(hours).matches()) {
            in.problem("calls.hours", "must be such as 08:00-20:00 Europe/Berlin, is '" + hours + "'");
        }
        return new Settings.Calls(
                in.text("calls.allow"),
                proxy,
                in.text("calls.from"),
                in.duration("calls.answer_within"),
                in.number("calls.at_once", 0, 10_000),
                in.number("calls.per_second", 1, 1_000),
                in.duration("calls.gap"),
                in.number("calls.retry.tries", 1, 20),
                in.duration("calls.retry.after"),
                in.oneOf("calls.retry.lost", List.of("false", "true")).equals("true"),
                hours);
    }
}
