package dev.sotto.media.sdp;

import dev.sotto.media.codec.AudioFormat;
import org.jspecify.annotations.Nullable;

/** Finds what we speak among a media line's formats, in the other side's order. */
record FormatChoice(AudioFormat format, int payloadType, int eventPayloadType) {
    static @Nullable FormatChoice of(SessionDescription.Media media) {
        AudioFormat format = null;
        int payloadType = -1;
        int eventPayloadType = -1;
        for (String name : media.formats()) {
            int number = payloadNumber(name);
            SessionDescription.RtpMap map = mapOf(media, number);
            if (format == null) {
                format = formatOf(number, map);
                payloadType = format == null ? -1 : number;
            }
            if (eventPayloadType < 0 && map != null && isKeypad(map)) {
                eventPayloadType = number;
            }
        }
        return format == null ? null : new FormatChoice(format, payloadType, eventPayloadType);
    }

    private static boolean isKeypad(SessionDescription.RtpMap map) {
        return map.encoding().equals("TELEPHONE-EVENT") && map.clockRate() == AudioFormat.SAMPLE_RATE;
    }

    /** A map wins over the static number: RFC 3264 section 5.1 lets a static number be mapped again. */
    private static @Nullable AudioFormat formatOf(int number, SessionDescription.@Nullable RtpMap map) {
        for (AudioFormat candidate : AudioFormat.values()) {
            boolean same = map == null
                    ? candidate.staticPayloadType() == number
                    : map.encoding().equals(candidate.name())
                            && map.clockRate() == AudioFormat.SAMPLE_RATE
                            && map.channels() == 1;
            if (same) {
                return candidate;
            }
        }
        return null;
    }

    private static SessionDescription.@Nullable RtpMap mapOf(SessionDescription.Media media, int number) {
        for (SessionDescription.RtpMap map : media.maps()) {
            if (map.payloadType() == number) {
                return map;
            }
        }
        return null;
    }

    private static int payloadNumber(String format) {
        return format.matches("[0-9]{1,3}") && Integer.parseInt(format) < 128 ? Integer.parseInt(format) : -1;
    }
}
