package dev.sotto.gateway;

import dev.sotto.gateway.call.CallMeters;
import dev.sotto.gateway.call.Termination;
import dev.sotto.gateway.sip.transport.SipMeters;
import dev.sotto.gateway.sip.trunk.TrunkMeters;
import dev.sotto.media.record.RecordingMeters;
import dev.sotto.media.session.LineQuality;
import dev.sotto.media.session.MediaMeters;
import dev.sotto.media.session.MediaPorts;
import dev.sotto.media.speech.TranscriptionMeter;
import dev.sotto.media.speech.service.ServiceMeter;
import dev.sotto.orchestrator.broker.BrokerMeters;
import dev.sotto.orchestrator.journal.JournalMeters;
import dev.sotto.orchestrator.memory.MemoryMeters;
import dev.sotto.orchestrator.runner.RunnerMeters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What every part measures, in one Prometheus registry. Thread-safe; what is called per packet holds its meter ready. */
public final class Meters {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicInteger calls = registry.gauge("sotto.calls", new AtomicInteger());
    private final AtomicInteger mediaSessions = registry.gauge("sotto.media.sessions", new AtomicInteger());

    public Meters() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmGcMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
    }

    public PrometheusMeterRegistry registry() {
        return registry;
    }

    private Timer timer(String name, String description) {
        return Percentiles.timer(registry, name, description);
    }

    private Counter counter(String name, String tag, String value) {
        return registry.counter(name, tag, value);
    }

    RecordingMeters recording() {
        Counter began = registry.counter("sotto.recordings");
        Counter bytes = registry.counter("sotto.recordings.bytes");
        Counter dropped = registry.counter("sotto.recordings.frames.dropped");
        Counter failed = registry.counter("sotto.recordings.failed");
        return new RecordingMeters() {
            @Override
            public void recordingBegan() {
                began.increment();
            }

            @Override
            public void recordingEnded(long written) {
                bytes.increment(written);
            }

            @Override
            public void frameDropped() {
                dropped.increment();
            }

            @Override
            public void recordingFailed() {
                failed.increment();
            }
        };
    }

    private DistributionSummary mos(String side) {
        return DistributionSummary.builder("sotto.call.mos")
                .description(
                        "Mean opinion score of a call's line by the E-model: what came here, what they heard there")
                .tag("side", side)
                .serviceLevelObjectives(2, 2.5, 3, 3.5, 3.8, 4, 4.2, 4.4)
                .register(registry);
    }

    CallMeters calls() {
        Timer greeted = timer("sotto.call.greeting", "From ACK to the first sound");
        Timer replied =
                timer("sotto.call.reply", "From the end of the caller's speech to the first sound of the reply");
        DistributionSummary here = mos("here");
        DistributionSummary there = mos("there");
        return new CallMeters() {
            @Override
            public void heard(LineQuality quality) {
                if (quality.mosHere() > 0) {
                    here.record(quality.mosHere());
                }
                if (quality.mosThere() > 0) {
                    there.record(quality.mosThere());
                }
            }

            @Override
            public void callBegan() {
                calls.incrementAndGet();
            }

            @Override
            public void callEnded(Termination termination, long millis) {
                calls.decrementAndGet();
                registry.timer("sotto.call", "termination", termination.code()).record(millis, TimeUnit.MILLISECONDS);
            }

            @Override
            public void callRefused(int status) {
                counter("sotto.call.refused", "status", Integer.toString(status))
                        .increment();
            }

            @Override
            public void greeted(long nanos) {
                greeted.record(nanos, TimeUnit.NANOSECONDS);
            }

            @Override
            public void replied(long nanos) {
                replied.record(nanos, TimeUnit.NANOSECONDS);
            }
        };
    }

    TrunkMeters trunks() {
        return new TrunkGauges(registry);
    }

    /** How many pairs of ports are in use, and how many rest after a call. */
    MediaPorts ports(MediaPorts ports) {
        registry.gauge("sotto.media.ports.taken", ports, MediaPorts::taken);
        registry.gauge("sotto.media.ports.resting", ports, MediaPorts::resting);
        return ports;
    }

    MediaMeters media() {
        return new MediaTimers(registry, mediaSessions);
    }

    SipMeters sip() {
        return new SipCounters(registry);
    }

    TranscriptionMeter transcription() {
        Timer lag = timer("sotto.recognition.lag", "From the end of a turn to its recognised words");
        Counter dropped = registry.counter("sotto.recognition.samples.dropped");
        return new TranscriptionMeter() {
            @Override
            public void finalAfter(long nanos) {
                lag.record(nanos, TimeUnit.NANOSECONDS);
            }

            @Override
            public void dropped(int samples) {
                dropped.increment(samples);
            }
        };
    }

    /** Of an engine outside of this process; {@code kind} is recognizer or voice. */
    ServiceMeter speech(String engine, String kind) {
        return new SpeechTimers(registry, engine, kind);
    }

    JournalMeters journal() {
        Timer flush = timer("sotto.journal.flush", "A batch of entries until it is durable");
        AtomicInteger waiting = registry.gauge("sotto.journal.waiting", new AtomicInteger());
        return new JournalMeters() {
            @Override
            public void flushed(int entries, long nanos) {
                flush.record(nanos, TimeUnit.NANOSECONDS);
                registry.counter("sotto.journal.entries").increment(entries);
            }

            @Override
            public void waiting(int entries) {
                waiting.set(entries);
            }

            @Override
            public void failed(int entries) {
                registry.counter("sotto.journal.failed").increment(entries);
            }
        };
    }

    BrokerMeters broker() {
        return new DeskTimers(registry);
    }

    MemoryMeters memory() {
        return new MemoryTimers(registry);
    }

    RunnerMeters runner() {
        AtomicInteger live = registry.gauge("sotto.conversations.live", new AtomicInteger());
        Timer understood = timer("sotto.turn.understood", "The assistant's time to understand a turn");
        return new RunnerMeters() {
            @Override
            public void began(String channel) {
                counter("sotto.conversations.begun", "channel", channel).increment();
            }

            @Override
            public void ended(String channel, String termination, long millis) {
                registry.timer("sotto.conversation", "channel", channel).record(millis, TimeUnit.MILLISECONDS);
            }

            @Override
            public void live(int more) {
                live.addAndGet(more);
            }

            @Override
            public void turnUnderstood(long nanos) {
                understood.record(nanos, TimeUnit.NANOSECONDS);
            }

            @Override
            public void sentenceBlocked() {
                registry.counter("sotto.sentences.blocked").increment();
            }

            @Override
            public void toolReturned(String tool, String outcome, long nanos) {
                registry.timer("sotto.tool", "tool", tool, "outcome", outcome).record(nanos, TimeUnit.NANOSECONDS);
            }

            @Override
            public void guidanceAsked(String kind) {
                counter("sotto.guidance.asked", "kind", kind).increment();
            }
        };
    }
}
