package dev.sotto.loadtest.phone;

import dev.sotto.media.codec.AudioCodec;
import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.codec.DigitSender;
import dev.sotto.media.rtp.RtpPacket;
import dev.sotto.media.rtp.SequenceNumbers;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Makes one packet per tick: a phrase, a key, or silence like a muted telephone's. Says when a turn begins and ends. Loop only. */
public final class Mouth {
    private static final short[] SILENCE = new short[SpokenPhrase.FRAME_SAMPLES];

    private final int ssrc;
    private final DigitSender digits = new DigitSender();
    private final byte[] coded = new byte[SpokenPhrase.FRAME_SAMPLES];

    private AudioCodec codec = AudioFormat.PCMU.open();
    private int payloadType;
    private int eventPayloadType = -1;
    private int sequence;
    private long timestamp;
    private boolean first = true;

    private @Nullable Background background;
    private @Nullable SpokenPhrase phrase;
    private int frame;
    private int pressesLeft;

    public Mouth(int ssrc, int firstSequence) {
        this.ssrc = ssrc;
        this.sequence = firstSequence & 0xFFFF;
        this.timestamp = Integer.toUnsignedLong(ssrc ^ firstSequence);
    }

    /** What a tick meant for the conversation. */
    public enum Moment {
        NOTHING,
        TURN_BEGAN,
        TURN_ENDED
    }

    public void use(AudioFormat format, int type, int eventType) {
        codec = format.open();
        payloadType = type;
        eventPayloadType = eventType;
    }

    /** What else is heard on our line; null: nothing. */
    void background(@Nullable Background noise) {
        background = noise;
    }

    public void say(SpokenPhrase said) {
        phrase = said;
        frame = 0;
    }

    /** Stops in the middle of a phrase. */
    public void hush() {
        phrase = null;
    }

    /** False when the other side takes no keys, or these are none. */
    public boolean press(String keys) {
        if (eventPayloadType < 0 || keys.isEmpty() || !digits.offer(keys)) {
            return false;
        }
        pressesLeft = keys.length();
        return true;
    }

    /** Nothing left to say or to press. */
    public boolean idle() {
        return phrase == null && pressesLeft == 0;
    }

    /** Writes this tick's packet. */
    public Moment tick(ByteBuf into) {
        return digits.step(timestamp) ? key(into) : sound(into);
    }

    /** The turn ends when the last key goes down: from then on the other side may know. */
    private Moment key(ByteBuf into) {
        RtpPacket.writeHeader(into, eventPayloadType, digits.marker(), sequence, digits.timestamp(), ssrc);
        into.writeInt(digits.word());
        moved();
        boolean last = digits.marker() && --pressesLeft == 0;
        return last ? Moment.TURN_ENDED : Moment.NOTHING;
    }

    private Moment sound(ByteBuf into) {
        SpokenPhrase said = phrase;
        Moment moment = Moment.NOTHING;
        short[] samples = SILENCE;
        if (said != null) {
            samples = said.frames()[frame];
            moment = frame == said.lastAudible()
                    ? Moment.TURN_ENDED
                    : frame == said.firstAudible() ? Moment.TURN_BEGAN : Moment.NOTHING;
            frame++;
            phrase = frame == said.frames().length ? null : said;
        }
        samples = background == null ? samples : background.under(samples);
        int bytes = codec.encode(samples, 0, samples.length, coded, 0);
        RtpPacket.writeHeader(into, payloadType, first, sequence, timestamp, ssrc);
        into.writeBytes(coded, 0, bytes);
        first = false;
        moved();
        return moment;
    }

    private void moved() {
        sequence = SequenceNumbers.plus(sequence, 1);
        timestamp += SpokenPhrase.FRAME_SAMPLES;
    }
}
