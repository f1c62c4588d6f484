package dev.sotto.media.sdp;

import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.codec.PayloadMap;
import org.jspecify.annotations.Nullable;

/** Tells what an {@code rtpmap}, or a number without one, stands for. */
final class FormatNames {
    private static final SessionDescription.RtpMap UNKNOWN = new SessionDescription.RtpMap(-1, "", 1, 1, "");

    private FormatNames() {}

    /** A map wins over the static number: RFC 3264 section 5.1 lets a static number be mapped again. */
    static SessionDescription.RtpMap mapOf(SessionDescription.Media media, String formatName) {
        int number = FormatLines.number(formatName, 127);
        for (SessionDescription.RtpMap map : media.maps()) {
            if (map.payloadType() == number) {
                return map;
            }
        }
        return withoutMap(number);
    }

    private static SessionDescription.RtpMap withoutMap(int number) {
        if (number == PayloadMap.COMFORT_NOISE) {
            return noise(number, AudioFormat.SAMPLE_RATE);
        }
        for (AudioFormat format : AudioFormat.values()) {
            if (number >= 0 && format.staticPayloadType() == number) {
                return written(format, number);
            }
        }
        return UNKNOWN;
    }

    /**
     * Null when it is no sound that we speak. Two old mistakes are understood: G.722 with the clock that it should have had
     * (RFC 3551 section 4.5.2), and Opus without its two channels.
     */
    static @Nullable AudioFormat formatOf(SessionDescription.RtpMap map) {
        for (AudioFormat format : AudioFormat.values()) {
            boolean sameName = format.encodingName().equalsIgnoreCase(map.encoding());
            boolean sameClock = format.clockRate() == map.clockRate()
                    || (format == AudioFormat.G722 && map.clockRate() == 2 * format.clockRate());
            boolean sameChannels = format.channels() == map.channels() || format == AudioFormat.OPUS;
            if (sameName && sameClock && sameChannels) {
                return format;
            }
        }
        return null;
    }

    static boolean isEvent(SessionDescription.RtpMap map) {
        return map.encoding().equalsIgnoreCase("telephone-event");
    }

    static boolean isNoise(SessionDescription.RtpMap map) {
        return map.encoding().equals("CN");
    }

    static SessionDescription.RtpMap written(AudioFormat format, int number) {
        return new SessionDescription.RtpMap(
                number, format.encodingName(), format.clockRate(), format.channels(), format.parameters());
    }

    static SessionDescription.RtpMap event(int number, int clockRate) {
        return new SessionDescription.RtpMap(number, "telephone-event", clockRate, 1, "0-15");
    }

    static SessionDescription.RtpMap noise(int number, int clockRate) {
        return new SessionDescription.RtpMap(number, "CN", clockRate, 1, "");
    }
}
