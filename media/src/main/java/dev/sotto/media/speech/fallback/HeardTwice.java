package dev.sotto.media.speech.fallback;

import dev.sotto.media.speech.Hypothesis;
import dev.sotto.media.speech.SpeechContext;
import dev.sotto.media.speech.Transcriber;
import dev.sotto.media.speech.service.Dictation;
import dev.sotto.media.speech.service.DictationService;
import dev.sotto.media.speech.service.ServiceFailure;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One utterance, heard by the service and, should that fail, from its beginning by the local engine. Context of the call
 * only.
 *
 * <pre>
 *  begin ──▶ with the service ──final──▶ result
 *    │             │ failure                ▲
 *    │ open        ▼                        │
 *    └──────▶ with the local engine ──final─┘       abandon: from anywhere, without result
 * </pre>
 */
final class HeardTwice {
    private static final Logger LOG = LoggerFactory.getLogger(HeardTwice.class);

    private final FallbackTranscriber transcriber;
    private final DictationService.Line line;
    private final Executor context;
    private final SpeechContext expected;
    private final FallbackLeg leg;
    private final long begunNanos;
    private @Nullable KeptSound kept;
    private @Nullable Dictation dictation;
    private Transcriber.@Nullable Leg local;
    private @Nullable Hypothesis result;
    private boolean ended;
    private boolean abandoned;
    private boolean anyWords;
    private long endedNanos;

    HeardTwice(
            FallbackTranscriber transcriber,
            DictationService.Line line,
            Executor context,
            SpeechContext expected,
            FallbackLeg leg) {
        this.transcriber = transcriber;
        this.line = line;
        this.context = context;
        this.expected = expected;
        this.leg = leg;
        begunNanos = transcriber.nanoTime();
    }

    void begin() {
        if (transcriber.circuit().admits()) {
            kept = new KeptSound();
            dictation = line.begin(expected, new FromService());
        } else {
            transcriber.meter().fellBack("open");
            local = beginLocal();
        }
    }

    void accept(short[] samples, int offset, int count) {
        if (local != null) {
            local.accept(samples, offset, count);
            return;
        }
        if (kept != null) {
            int lost = kept.add(samples, offset, count);
            if (lost > 0) {
                transcriber.meter().dropped(lost);
            }
        }
        if (dictation != null) {
            dictation.accept(samples, offset, count);
        }
    }

    void end() {
        ended = true;
        endedNanos = transcriber.nanoTime();
        if (local != null) {
            local.end();
        } else if (dictation != null) {
            dictation.end();
        }
    }

    void abandon() {
        abandoned = true;
        if (dictation != null) {
            dictation.abandon();
            transcriber.circuit().unknown();
        }
        release();
    }

    @Nullable
    Hypothesis result() {
        return result;
    }

    private void understood(Hypothesis hypothesis) {
        result = hypothesis;
        release();
        leg.deliver();
    }

    private void release() {
        dictation = null;
        kept = null;
        if (local != null) {
            local.close();
            local = null;
        }
    }

    private Transcriber.Leg beginLocal() {
        Transcriber.Leg opened = transcriber.local().open(context, new FromLocal());
        opened.begin(expected);
        return opened;
    }

    private final class FromService implements Dictation.Listener {
        @Override
        public void onPartial(String text) {
            if (dictation == null) {
                return;
            }
            if (!anyWords) {
                anyWords = true;
                transcriber.meter().firstResult(transcriber.nanoTime() - begunNanos);
            }
            leg.partial(HeardTwice.this, text);
        }

        @Override
        public void onFinal(Hypothesis hypothesis) {
            if (dictation != null) {
                transcriber.circuit().succeeded();
                transcriber.meter().finalAfter(transcriber.nanoTime() - endedNanos);
                understood(hypothesis);
            }
        }

        @Override
        public void onFailure(ServiceFailure why) {
            if (dictation == null || abandoned) {
                return;
            }
            transcriber.circuit().failed(why);
            transcriber.meter().failed(why);
            transcriber.meter().fellBack(ended ? "ended" : "speaking");
            LOG.atInfo()
                    .addKeyValue("engine", transcriber.service().name())
                    .addKeyValue("cause", why)
                    .log("The local recogniser stands in");
            dictation = null;
            Transcriber.Leg standIn = beginLocal();
            local = standIn;
            if (kept != null) {
                kept.feed(standIn);
                kept = null;
            }
            if (ended) {
                standIn.end();
            }
        }
    }

    private final class FromLocal implements Transcriber.Listener {
        @Override
        public void onPartial(String text) {
            leg.partial(HeardTwice.this, text);
        }

        @Override
        public void onFinal(Hypothesis hypothesis) {
            if (!abandoned && result == null) {
                understood(hypothesis);
            }
        }
    }
}
