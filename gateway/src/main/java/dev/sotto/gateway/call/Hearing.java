package dev.sotto.gateway.call;

import dev.sotto.media.session.MediaListener;
import dev.sotto.media.session.SpeechOutcome;
import dev.sotto.media.session.Utterance;
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
    private final Runnable whenNoSoundComes;

    Hearing(
            Vertx vertx,
            ConversationLink link,
            CallClock clock,
            CallLog log,
            Saying saying,
            Runnable whenNoSoundComes) {
        this.link = link;
        this.clock = clock;
        this.log = log;
        this.saying = saying;
        this.whenNoSoundComes = whenNoSoundComes;
        keypad = new Keypad(vertx, keys -> link.heard(keys, 1, Source.KEYPAD, clock.now()));
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
        link.heard(utterance.text(), utterance.confidence(), Source.SPEECH, endedAt);
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
    public void onSpeechFinished(long speechId, SpeechOutcome outcome, String heardText) {
        link.speechFinished(speechId, outcome == SpeechOutcome.COMPLETED, heardText, clock.now());
        saying.finished(speechId);
    }

    @Override
    public void onMediaTimeout() {
        whenNoSoundComes.run();
    }
}
