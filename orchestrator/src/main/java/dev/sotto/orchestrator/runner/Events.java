package dev.sotto.orchestrator.runner;

import dev.sotto.orchestrator.conversation.Event;
import dev.sotto.orchestrator.message.ToConversation;
import java.time.Instant;

/** Messages from the bus as events for the machine. */
final class Events {
    private Events() {}

    static Event of(ToConversation message, Instant now) {
        if (message instanceof ToConversation.UtteranceHeard heard) {
            Instant ended = heard.endedAt().isAfter(now) ? now : heard.endedAt();
            return new Event.CustomerSaid(
                    heard.text(), heard.confidence(), heard.source(), heard.messageId(), heard.audio(), ended, now);
        }
        if (message instanceof ToConversation.SpeechStarted) {
            return new Event.SpeechStarted(now);
        }
        if (message instanceof ToConversation.NothingUnderstood) {
            return new Event.NothingUnderstood(now);
        }
        if (message instanceof ToConversation.SpeechFinished finished) {
            return new Event.SpeechFinished(
                    finished.speechId(), finished.completed(), finished.heard(), finished.audio(), now);
        }
        if (message instanceof ToConversation.Gone gone) {
            return new Event.CustomerLeft(gone.termination(), now);
        }
        return line(message, now);
    }

    /** What befalls the call itself. */
    private static Event line(ToConversation message, Instant now) {
        if (message instanceof ToConversation.SilenceHeard silence) {
            return new Event.SilenceHeard(silence.millis(), silence.during(), now);
        }
        if (message instanceof ToConversation.CallMeasured measured) {
            return new Event.CallMeasured(
                    measured.silence().longestMillis(),
                    measured.silence().totalMillis(),
                    measured.silence().overLimit(),
                    measured.talkMillis(),
                    measured.heardMillis(),
                    measured.line(),
                    now);
        }
        if (message instanceof ToConversation.Hold hold) {
            return hold.on() ? new Event.Held(now) : new Event.Resumed(now);
        }
        if (message instanceof ToConversation.RecordingChanged recording) {
            return new Event.RecordingChanged(recording.what(), recording.millis(), now);
        }
        if (message instanceof ToConversation.TransferFailed failed) {
            return new Event.TransferFailed(failed.target(), now);
        }
        if (message instanceof ToConversation.Reached reached) {
            return new Event.Reached(reached.by(), now);
        }
        if (message instanceof ToConversation.CallBackEnded ended) {
            return new Event.CallBackEnded(ended.conversation(), ended.outcome(), now);
        }
        return people(message, now);
    }

    private static Event people(ToConversation message, Instant now) {
        if (message instanceof ToConversation.GuidanceAnswered answered) {
            return new Event.GuidanceAnswered(answered.guidanceId(), answered.answer(), answered.token(), now);
        }
        if (message instanceof ToConversation.GuidanceExpired expired) {
            return new Event.GuidanceExpired(expired.guidanceId(), now);
        }
        if (message instanceof ToConversation.GuidanceSeen seen) {
            return new Event.GuidanceSeen(seen.guidanceId(), seen.agent(), seen.accepted(), now);
        }
        if (message instanceof ToConversation.GuidanceStaffed staffed) {
            return new Event.GuidanceNoted(
                    staffed.guidanceId(), staffed.availableAgents(), staffed.presentAgents(), now);
        }
        if (message instanceof ToConversation.GuidanceTyped typed) {
            return new Event.GuidanceTyped(typed.guidanceId(), typed.agent(), now);
        }
        if (message instanceof ToConversation.AgentSaid said) {
            return new Event.AgentSaid(said.agent(), said.text(), said.whisper(), now);
        }
        if (message instanceof ToConversation.TakeOver taken) {
            return new Event.TookOver(taken.agent(), now);
        }
        if (message instanceof ToConversation.HandBack back) {
            return new Event.HandedBack(back.agent(), now);
        }
        throw new IllegalArgumentException("not an event: " + message.getClass());
    }
}
