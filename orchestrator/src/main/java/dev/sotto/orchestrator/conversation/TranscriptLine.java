package dev.sotto.orchestrator.conversation;

import dev.sotto.orchestrator.consult.AudioSpan;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One utterance as the transcript has it.
 *
 * @param number counts from 1 within the conversation
 * @param text the words; for the assistant on voice those that the caller really heard, once that is known
 * @param cut true when a barge-in cut it short
 * @param audio where in the call's sound it is; null in chat
 */
public record TranscriptLine(
        long number,
        Party from,
        String text,
        Instant at,
        boolean cut,
        @Nullable AudioSpan audio) {}
