package dev.sotto.gateway.call;

import dev.sotto.media.session.CallerSilence;
import dev.sotto.media.session.MediaListener;
import dev.sotto.media.session.SpeechOutcome;
import dev.sotto.media.session.Spoken;
import dev.sotto.media.session.Utterance;
import dev.sotto.orchestrator.consult.AudioSpan;
import dev.sotto.orchestrator.conversation.Source;
import io.vertx.core.Vertx;
import java.time.Instant;

/** Tells the conversation what the caller says, presses and has heard of us. Call context only. */
final class Hearing implements MediaListener {
    private final ConversationLink link;
    private final CallClock clock;
    private final CallLog log;
    private final Saying saying;
    private final Keypad keypad;
    private final Owing owing;
    private final Events events;
    private long answeredNanos;

    /** What concerns the call itself. */
    interface Events {
        void noSoundComes();

        /** The caller has keyed something in and waits for a reply. */
        void keyed();
    }

    Hearing(
            Vertx vertx,
            ConversationLink link,
            CallClock clock,
            CallLog log,
            Saying saying,
            Owing owing,
            Events events) {
        this.link = link;
        this.clock = clock;
        this.log = log;
        this.saying = saying;
        this.owing = owing;
        this.events = events;
        keypad = new Keypad(vertx, this::keyed);
    }

    /** The call is up: its sound is counted from here. */
    void begin() {
        answeredNanos = clock.nanos();
    }

    private void keyed(String keys) {
        events.keyed();
        link.heard(keys, 1, Source.KEYPAD, null, clock.now());
    }

    /** Where in the call's sound that is. */
    private AudioSpan span(long fromNanos, long toNanos) {
        long from = Math.max(0, fromNanos - answeredNanos);
        long to = Math.max(from, toNanos - answeredNanos);
        return new AudioSpan(from / 1_000_000, to / 1_000_000);
    }

    /** How many keys make an answer; 0 when open. */
    void expectDigits(int digits) {
        keypad.expect(digits);
    }

    void close() {
        keypad.close();
    }

    @Override
    public void onDigit(char digit) {
        if (keypad.isEmpty()) {
            link.speechStarted(clock.now());
        }
        keypad.press(digit);
    }

    @Override
    public void onSpeechStarted() {
        link.speechStarted(clock.now());
    }

    @Override
    public void onPartial(String text) {
        link.partial(text);
    }

    @Override
    public void onUtterance(Utterance utterance) {
        Instant endedAt = clock.at(utterance.endedNanos());
        log.turnEnded(utterance.endedNanos());
        AudioSpan audio = span(utterance.startedNanos(), utterance.endedNanos());
        link.heard(utterance.text(), utterance.confidence(), Source.SPEECH, audio, endedAt);
    }

    @Override
    public void onNothingUnderstood() {
        link.nothingUnderstood(clock.now());
    }

    @Override
    public void onFirstSound(long speechId) {
        log.sounded();
    }

    /** Of our own words, too: the conversation's patience with silence counts from the end of whatever was said last. */
    @Override
    public void onSpeechFinished(Spoken spoken) {
        AudioSpan audio = spoken.sounded() ? span(spoken.beganNanos(), spoken.endedNanos()) : null;
        link.speechFinished(spoken, audio, clock.now());
        saying.finished(spoken.speechId());
    }

    /** That was never begun, and won't be. */
    void unsaid(long speechId) {
        onSpeechFinished(new Spoken(speechId, SpeechOutcome.INTERRUPTED, "", 0, 0));
    }

    @Override
    public void onSilence(CallerSilence silence) {
        link.silence(silence);
    }

    @Override
    public void onSilenceTooLong(CallerSilence silence) {
        String during = owing.what(!saying.isSilent());
        log.silenceTooLong(silence, during);
        link.silenceTooLong(silence.nowMillis(), during, clock.now());
    }

    @Override
    public void onInaudible() {
        log.inaudible();
    }

    @Override
    public void onMediaTimeout() {
        events.noSoundComes();
    }
}
