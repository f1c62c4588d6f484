package dev.sotto.media.sdp;

import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.codec.PayloadMap;

/**
 * The formats of an agreement.
 *
 * @param format of what we send
 * @param payloadType its number, as the other side wants it
 * @param parameters the other side's {@code fmtp} of it
 * @param packetMillis how much sound we put into a packet
 * @param eventPayloadType number under which we send keypad events; -1 when the other side takes none
 * @param eventClockRate in which their length is told
 * @param incoming what numbers mean in what comes: more than was answered, as not everybody keeps to the answer
 */
public record AgreedSound(
        AudioFormat format,
        int payloadType,
        String parameters,
        int packetMillis,
        int eventPayloadType,
        int eventClockRate,
        PayloadMap incoming) {
    /** The usual packets of 20 ms, and the same numbers both ways. */
    public static AgreedSound of(AudioFormat format, int payloadType, int eventPayloadType, int localEventPayloadType) {
        return new AgreedSound(
                format,
                payloadType,
                "",
                20,
                eventPayloadType,
                AudioFormat.SAMPLE_RATE,
                PayloadMap.of(format, payloadType, localEventPayloadType));
    }

    AgreedSound withIncoming(PayloadMap numbers) {
        return new AgreedSound(
                format, payloadType, parameters, packetMillis, eventPayloadType, eventClockRate, numbers);
    }

    /** Whether keys come as telephone-events; if not, they may come as tones. */
    public boolean hearsKeys() {
        return !incoming.keys().isEmpty();
    }
}
