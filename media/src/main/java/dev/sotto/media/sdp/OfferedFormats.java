package dev.sotto.media.sdp;

import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.codec.PayloadMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The formats of our own offers. What was agreed on comes first, under its number: within a call a number never comes to mean
 * something else (RFC 3264 section 8.3.2).
 */
final class OfferedFormats {
    /** Under which we offer keypad events at 8 kHz, unless an agreement says otherwise; an answerer may use another. */
    static final int EVENTS = 101;

    private static final int FIRST_DYNAMIC = 96;
    private static final int LAST_DYNAMIC = 127;

    private final FormatPreference preference;
    /** Every number that we have written so far in this call, by encoding and clock. */
    private final Map<String, Integer> written = new HashMap<>();

    private @Nullable AgreedSound agreed;
    private PayloadMap offered = new PayloadMap(Map.of(), Set.of(), Set.of());

    OfferedFormats(FormatPreference preference) {
        this.preference = preference;
    }

    /** Takes what was agreed on last. */
    void agreed(FormatChoice choice) {
        agreed = choice.sound();
        choice.written().forEach(this::remember);
    }

    private void remember(SessionDescription.RtpMap line) {
        written.put(key(line.encoding(), line.clockRate()), line.payloadType());
    }

    private static String key(String encoding, int clockRate) {
        return encoding + "/" + clockRate;
    }

    /** What the numbers of the last offer mean. */
    PayloadMap offered() {
        return offered;
    }

    /** The lines of a new offer. */
    List<SessionDescription.RtpMap> lines() {
        Set<Integer> taken = taken();
        List<SessionDescription.RtpMap> lines = new ArrayList<>();
        Map<Integer, AudioFormat> sounds = new HashMap<>();
        Set<Integer> clocks = new LinkedHashSet<>();
        for (AudioFormat format : inOrder()) {
            int number = number(FormatNames.written(format, format.offeredPayloadType()), taken);
            sounds.put(number, format);
            clocks.add(format.clockRate());
            lines.add(FormatNames.written(format, number));
        }
        Set<Integer> keys = new HashSet<>();
        for (int clock : clocks) {
            int number = number(FormatNames.event(EVENTS, clock), taken);
            keys.add(number);
            lines.add(FormatNames.event(number, clock));
        }
        Set<Integer> noise = Set.of();
        if (preference.comfortNoise()) {
            noise = Set.of(PayloadMap.COMFORT_NOISE);
            lines.add(FormatNames.noise(PayloadMap.COMFORT_NOISE, AudioFormat.SAMPLE_RATE));
        }
        lines.forEach(this::remember);
        offered = new PayloadMap(sounds, keys, noise);
        return lines;
    }

    private List<AudioFormat> inOrder() {
        List<AudioFormat> order = new ArrayList<>(preference.inOrder());
        if (agreed != null && order.remove(agreed.format())) {
            order.add(0, agreed.format());
        }
        return order;
    }

    /** The one it has had in this call, by our word or the other side's, else a free one. */
    private int number(SessionDescription.RtpMap line, Set<Integer> taken) {
        Integer same = written.get(key(line.encoding(), line.clockRate()));
        AudioFormat format = FormatNames.formatOf(line);
        if (same == null && format != null && agreed != null) {
            same = agreed.incoming().sounds().entrySet().stream()
                    .filter(entry -> entry.getValue() == format)
                    .map(Map.Entry::getKey)
                    .min(Integer::compare)
                    .orElse(null);
        }
        int number = same != null ? same : free(taken, line.payloadType());
        taken.add(number);
        return number;
    }

    private Set<Integer> taken() {
        Set<Integer> taken = new HashSet<>(written.values());
        if (agreed != null) {
            taken.addAll(agreed.incoming().sounds().keySet());
            taken.addAll(agreed.incoming().keys());
            taken.addAll(agreed.incoming().noise());
        }
        return taken;
    }

    private static int free(Set<Integer> taken, int wanted) {
        for (int number = wanted; number <= LAST_DYNAMIC; number++) {
            if (!taken.contains(number)) {
                return number;
            }
        }
        for (int number = FIRST_DYNAMIC; number < wanted; number++) {
            if (!taken.contains(number)) {
                return number;
            }
        }
        throw new IllegalStateException("all payload numbers are taken: " + taken);
    }
}
