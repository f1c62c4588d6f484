package dev.sotto.media.speech.fallback;

import dev.sotto.media.speech.Transcriber;
import dev.sotto.media.speech.VoiceCheck;
import dev.sotto.media.speech.service.DictationService;
import dev.sotto.media.speech.service.ServiceCircuit;
import dev.sotto.media.speech.service.ServiceMeter;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Has a service recognise and the local engine stand in: for every utterance that the service fails at, with all of its
 * sound, and for those that begin while the circuit is open. Each utterance has one result, and results keep the order of
 * speech, whoever found them. Thread-safe; closing it closes the service and leaves the local one to its owner.
 */
public final class FallbackTranscriber implements Transcriber, AutoCloseable {
    private final DictationService service;
    private final Transcriber local;
    private final ServiceCircuit circuit;
    private final ServiceMeter meter;
    private final LongSupplier nanoTime;

    public FallbackTranscriber(
            DictationService service,
            Transcriber local,
            ServiceCircuit circuit,
            ServiceMeter meter,
            LongSupplier nanoTime) {
        this.service = service;
        this.local = local;
        this.circuit = circuit;
        this.meter = meter;
        this.nanoTime = nanoTime;
    }

    /** Judged here, whoever recognises. */
    @Override
    public @Nullable VoiceCheck voiceCheck(Executor context) {
        return local.voiceCheck(context);
    }

    @Override
    public Leg open(Executor context, Listener listener) {
        return new FallbackLeg(this, service.open(context), context, listener);
    }

    @Override
    public void close() {
        service.close();
    }

    DictationService service() {
        return service;
    }

    Transcriber local() {
        return local;
    }

    ServiceCircuit circuit() {
        return circuit;
    }

    ServiceMeter meter() {
        return meter;
    }

    long nanoTime() {
        return nanoTime.getAsLong();
    }
}
