package dev.sotto.media.sdp;

import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.codec.PayloadMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What we take of a media line's formats.
 *
 * @param sound what that means for the call
 * @param written our lines about it
 */
record FormatChoice(AgreedSound sound, List<SessionDescription.RtpMap> written) {
    private static final int USUAL_MILLIS = 20;

    FormatChoice {
        written = List.copyOf(written);
    }

    /** Of an offer: the best step of our preference, and in it the other side's order. Null when we share no sound. */
    static @Nullable FormatChoice of(SessionDescription.Media media, FormatPreference preference) {
        Offered offered = new Offered(media, preference);
        SessionDescription.RtpMap best = null;
        for (SessionDescription.RtpMap candidate : offered.sounds) {
            if (best == null || offered.rank(candidate) < offered.rank(best)) {
                best = candidate;
            }
        }
        return best == null ? null : offered.choose(best, preference.comfortNoise());
    }

    /**
     * Of an answer to {@code ours}, what we have offered: the other side's order alone, and what comes may have our numbers or,
     * with those who don't mind the rule, theirs.
     */
    static @Nullable FormatChoice answered(
            SessionDescription.Media media, FormatPreference preference, PayloadMap ours) {
        Offered answer = new Offered(media, preference);
        for (SessionDescription.RtpMap candidate : answer.sounds) {
            if (ours.sounds().containsValue(FormatNames.formatOf(candidate))) {
                FormatChoice choice = answer.choose(candidate, false);
                Set<Integer> keys = answer.events.isEmpty() ? Set.of() : ours.keys();
                PayloadMap incoming = new PayloadMap(ours.sounds(), keys, ours.noise());
                return new FormatChoice(choice.sound.withIncoming(incoming.and(choice.sound.incoming())), List.of());
            }
        }
        return null;
    }

    /** A line's formats, sorted by what they are. */
    private static final class Offered {
        private final SessionDescription.Media media;
        private final FormatPreference preference;
        private final List<SessionDescription.RtpMap> sounds = new ArrayList<>();
        private final List<SessionDescription.RtpMap> events = new ArrayList<>();
        private final List<SessionDescription.RtpMap> noises = new ArrayList<>();

        Offered(SessionDescription.Media media, FormatPreference preference) {
            this.media = media;
            this.preference = preference;
            for (String name : media.formats()) {
                SessionDescription.RtpMap map = FormatNames.mapOf(media, name);
                AudioFormat format = FormatNames.formatOf(map);
                if (format != null && preference.rank(format) >= 0) {
                    sounds.add(map);
                } else if (FormatNames.isEvent(map)) {
                    events.add(map);
                } else if (FormatNames.isNoise(map)) {
                    noises.add(map);
                }
            }
        }

        int rank(SessionDescription.RtpMap map) {
            AudioFormat format = FormatNames.formatOf(map);
            return format == null ? Integer.MAX_VALUE : preference.rank(format);
        }

        FormatChoice choose(SessionDescription.RtpMap map, boolean comfortNoise) {
            AudioFormat format = FormatNames.formatOf(map);
            if (format == null) {
                throw new IllegalArgumentException("no sound: " + map);
            }
            List<SessionDescription.RtpMap> written = new ArrayList<>();
            written.add(FormatNames.written(format, map.payloadType()));
            SessionDescription.RtpMap event = event(format.clockRate());
            if (event != null) {
                written.add(FormatNames.event(event.payloadType(), event.clockRate()));
            }
            if (comfortNoise) {
                noises.stream()
                        .filter(noise -> noise.clockRate() == format.clockRate())
                        .findFirst()
                        .ifPresent(written::add);
            }
            AgreedSound sound = new AgreedSound(
                    format,
                    map.payloadType(),
                    map.parameters(),
                    packetMillis(format),
                    event == null ? -1 : event.payloadType(),
                    event == null ? AudioFormat.SAMPLE_RATE : event.clockRate(),
                    incoming());
            return new FormatChoice(sound, written);
        }

        /** Keys in the sound's clock (RFC 4733 section 2.1), else at 8 kHz, as many send them beside Opus. */
        private SessionDescription.@Nullable RtpMap event(int clockRate) {
            SessionDescription.RtpMap found = null;
            for (SessionDescription.RtpMap event : events) {
                boolean fits = event.clockRate() == clockRate;
                boolean better = found == null || found.clockRate() != clockRate;
                if ((fits && better) || (found == null && event.clockRate() == AudioFormat.SAMPLE_RATE)) {
                    found = event;
                }
            }
            return found;
        }

        private int packetMillis(AudioFormat format) {
            int wanted = media.ptimeMillis() > 0 ? media.ptimeMillis() : USUAL_MILLIS;
            int most = media.maxPtimeMillis() > 0 ? media.maxPtimeMillis() : wanted;
            return format.packetMillis(Math.min(wanted, most));
        }

        private PayloadMap incoming() {
            Map<Integer, AudioFormat> numbers = new HashMap<>();
            for (SessionDescription.RtpMap map : sounds) {
                AudioFormat format = FormatNames.formatOf(map);
                if (format != null) {
                    numbers.put(map.payloadType(), format);
                }
            }
            Set<Integer> keys = new HashSet<>();
            events.forEach(map -> keys.add(map.payloadType()));
            Set<Integer> noise = new HashSet<>();
            noises.forEach(map -> noise.add(map.payloadType()));
            PayloadMap said = new PayloadMap(numbers, keys, noise);
            return said.and(new PayloadMap(Map.of(), Set.of(), Set.of(PayloadMap.COMFORT_NOISE)));
        }
    }
}
