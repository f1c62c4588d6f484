package dev.sotto.media.speech.fallback;

import dev.sotto.media.speech.Synthesizer;
import dev.sotto.media.speech.service.FailedService;
import dev.sotto.media.speech.service.ServiceCircuit;
import dev.sotto.media.speech.service.ServiceFailure;
import dev.sotto.media.speech.service.ServiceMeter;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks with a voice that may fail and has the local one stand in: for the whole sentence before its first sound, for the rest
 * of it afterwards, from the word on that was cut. Thread-safe; closing it closes both voices.
 *
 * <p>At most {@code streams} sentences are with the voice at once. One more is said by the local voice: nobody waits in a
 * queue that a slow service has filled.
 */
public final class FallbackSynthesizer implements Synthesizer {
    private static final Logger LOG = LoggerFactory.getLogger(FallbackSynthesizer.class);

    private final Synthesizer voice;
    private final Synthesizer local;
    private final ServiceCircuit circuit;
    private final ServiceMeter meter;
    private final Semaphore streams;
    private final LongSupplier nanoTime;
    private final RestOfText pace = new RestOfText();

    public FallbackSynthesizer(
            Synthesizer voice,
            Synthesizer local,
            ServiceCircuit circuit,
            ServiceMeter meter,
            int streams,
            LongSupplier nanoTime) {
        this.voice = voice;
        this.local = local;
        this.circuit = circuit;
        this.meter = meter;
        this.streams = new Semaphore(streams);
        this.nanoTime = nanoTime;
    }

    @Override
    public String name() {
        return voice.name();
    }

    @Override
    public String limits() {
        return voice.limits() + "; stands in: " + local.name();
    }

    @Override
    public void synthesize(String text, Sink sink) {
        if (!streams.tryAcquire()) {
            standIn("busy", text, sink);
            return;
        }
        boolean released = false;
        try {
            if (circuit.admits()) {
                String rest = speak(text, sink);
                streams.release();
                released = true;
                if (!rest.isEmpty()) {
                    standIn(rest.length() == text.length() ? "silent" : "speaking", rest, sink);
                }
                return;
            }
        } finally {
            if (!released) {
                streams.release();
            }
        }
        standIn("open", text, sink);
    }

    private String speak(String text, Sink sink) {
        long begun = nanoTime.getAsLong();
        meter.streams(1);
        try {
            return speak(text, new AudibleSink(sink, () -> meter.firstResult(nanoTime.getAsLong() - begun)));
        } finally {
            meter.streams(-1);
        }
    }

    /** Returns what it could not say. */
    private String speak(String text, AudibleSink sink) {
        try {
            voice.synthesize(text, sink);
        } catch (FailedService failed) {
            return failed(failed.failure(), text, sink);
        } catch (RuntimeException | Error broken) {
            LOG.atWarn().setCause(broken).addKeyValue("engine", voice.name()).log("A voice is broken");
            return failed(ServiceFailure.MALFORMED, text, sink);
        }
        if (sink.refused()) {
            circuit.unknown();
            return "";
        }
        if (!sink.audible() && text.chars().anyMatch(Character::isLetterOrDigit)) {
            return failed(ServiceFailure.MALFORMED, text, sink);
        }
        circuit.succeeded();
        pace.learn(text, sink.delivered());
        return "";
    }

    private String failed(ServiceFailure why, String text, AudibleSink sink) {
        circuit.failed(why);
        meter.failed(why);
        LOG.atInfo()
                .addKeyValue("engine", voice.name())
                .addKeyValue("cause", why)
                .addKeyValue("audible", sink.audible())
                .log("The local voice stands in");
        if (sink.refused()) {
            return "";
        }
        return sink.audible() ? pace.after(text, sink.delivered()) : text;
    }

    private void standIn(String why, String text, Sink sink) {
        meter.fellBack(why);
        sink.standIn();
        local.synthesize(text, sink);
    }

    @Override
    public void close() {
        voice.close();
        local.close();
    }
}
