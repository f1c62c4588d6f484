package dev.sotto.media.session;

import dev.sotto.media.record.SoundTap;
import dev.sotto.media.sdp.FormatPreference;
import dev.sotto.media.sdp.LocalMedia;
import dev.sotto.media.sdp.LocalSecurity;
import dev.sotto.media.sdp.Negotiated;
import dev.sotto.media.sdp.OfferAnswer;
import dev.sotto.media.sdp.Protection;
import dev.sotto.media.sdp.SdpException;
import dev.sotto.media.turn.Expectation;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call's sound. Opened by {@link MediaEngine#open}; call context only, its {@link MediaListener} too. After {@link #close} the
 * listener hears nothing more, and every method but {@link #stats} and {@link #localSdp} does nothing.
 *
 * <pre>
 *   OPEN --start--> RUNNING --close--> CLOSED
 *        --close--------------------->
 * </pre>
 */
public final class MediaSession {
    private final MediaEngine.Parts parts;
    private final MediaSocket socket;
    private final Consumer<MediaSession> onClose;
    private final CallSound sound;
    private final PlayoutClock.Call onTick;
    private final LocalSecurity security;
    private final OfferAnswer offerAnswer;

    private State state = State.OPEN;
    private String localSdp = "";

    private enum State {
        OPEN,
        RUNNING,
        CLOSED
    }

    MediaSession(
            MediaEngine.Parts parts,
            MediaMode mode,
            MediaListener listener,
            MediaSocket socket,
            FormatPreference formats,
            Consumer<MediaSession> onClose) {
        this.parts = parts;
        this.socket = socket;
        this.onClose = onClose;
        this.sound = new CallSound(parts, mode, listener, socket);
        this.onTick = sound::tick;
        long sessionId = parts.random().nextInt(1, Integer.MAX_VALUE);
        MediaSecurity wanted = parts.settings().security();
        this.security = new LocalSecurity(wanted.policy(), wanted.certificate(), parts.random());
        this.offerAnswer = new OfferAnswer(
                new LocalMedia(parts.settings().advertisedAddress(), socket.port(), sessionId, formats), security);
    }

    /** Answers {@code offer}, or makes our own when there is none. */
    void describe(@Nullable String offer) throws SdpException {
        if (offer == null) {
            localSdp = offerAnswer.offer();
        } else {
            reoffer(offer);
        }
    }

    /** How packets are protected, as agreed last. */
    public Protection protection() {
        return security.agreed();
    }

    /** What we answer, or offer, to be sent to the other side. */
    public String localSdp() {
        return localSdp;
    }

    /** Takes the answer to our offer. Nothing changes when it throws. */
    public void accept(String answerSdp) throws SdpException {
        use(offerAnswer.accept(answerSdp));
    }

    /** Answers a new offer within the call. Nothing changes when it throws. */
    public String reoffer(String offerSdp) throws SdpException {
        OfferAnswer.Answer answer = offerAnswer.answer(offerSdp);
        use(answer.negotiated());
        localSdp = answer.sdp();
        return localSdp;
    }

    /** Whether the other side has put us on hold: it does not listen, and what it sends is nobody's speech. */
    public boolean held() {
        return sound.held();
    }

    private void use(Negotiated agreed) {
        assert parts.loop().inEventLoop();
        if (state != State.CLOSED) {
            sound.use(agreed, security.agreed());
        }
    }

    /** Signalling is up: listen and play from now on. What came before is not heard. */
    public void start() {
        if (!sound.agreed()) {
            throw new IllegalStateException("nothing was agreed on yet");
        }
        if (state == State.OPEN) {
            state = State.RUNNING;
            sound.begin();
            parts.playout().add(onTick);
        }
    }

    /** Has {@code ear} hear every frame from now on; null: nobody. */
    public void attend(@Nullable FrameEar ear) {
        sound.attend(ear);
    }

    /** Says {@code text} after what is being said. Refused ({@link SpeechOutcome#FAILED}) when too much waits already. */
    public void say(long speechId, String text, boolean interruptible) {
        if (state != State.CLOSED) {
            sound.say(speechId, text, interruptible);
        }
    }

    /** Ends everything that is said or waits to be; from the next frame on there is silence. */
    public void stopSaying() {
        sound.stopSaying();
    }

    /**
     * Lets the sentence that is being said come to its end and forgets the rest ({@link SpeechOutcome#YIELDED}), but for what may
     * not be interrupted. A line whose sound has not begun ends at once.
     */
    public void giveWay() {
        sound.giveWay();
    }

    /**
     * Whether something is being done for the caller: then silence is ours whoever spoke last. From the end of their words to our
     * next sound it is ours without being told.
     */
    public void owe(boolean something) {
        sound.owe(something);
    }

    /** The caller has said something by other means than their voice, and waits. */
    public void replyDue() {
        sound.replyDue();
    }

    /** What the caller is expected to say next; {@code digits}: how many make the answer, 0 when that is open. */
    public void expect(Expectation expectation, int digits) {
        sound.expect(expectation, digits);
    }

    /** Presses keys. Returns false when the other side takes none, one of {@code digits} is none, or too many wait. */
    public boolean sendDigits(String digits) {
        return state != State.CLOSED && sound.press(digits);
    }

    /**
     * A key of the other side's that signalling has told (SIP INFO): {@link MediaListener#onDigit} hears of it, unless the sound's own
     * telephone-event or tone has told the same press.
     */
    public void pressed(char key) {
        sound.pressed(key);
    }

    /** Gives what both sides say to {@code tap} from now on; one at a time, {@link SoundTap#NONE} ends it. */
    public void tap(SoundTap tap) {
        sound.tap(tap);
    }

    /** Frames of 20 ms since the session was started. */
    public long frames() {
        return sound.ticks();
    }

    /** Whether something is being said or waits to be. */
    public boolean speaking() {
        return sound.speaking();
    }

    public MediaStats stats() {
        return sound.stats();
    }

    /** Says goodbye to the other side, gives the ports back and returns what happened. Again and again if you like. */
    public MediaStats close() {
        assert parts.loop().inEventLoop();
        if (state == State.RUNNING) {
            parts.playout().remove(onTick);
        }
        if (state != State.CLOSED) {
            state = State.CLOSED;
            sound.end();
            parts.meters().sessionClosed();
            onClose.accept(this);
        }
        return stats();
    }
}
