package dev.sotto.media.speech.engine;

import dev.sotto.config.Settings;
import dev.sotto.config.SpeechEngineSettings;
import dev.sotto.media.speech.Synthesizer;
import dev.sotto.media.speech.Transcriber;
import dev.sotto.media.speech.deepgram.DeepgramService;
import dev.sotto.media.speech.deepgram.DeepgramSettings;
import dev.sotto.media.speech.fallback.FallbackSynthesizer;
import dev.sotto.media.speech.fallback.FallbackTranscriber;
import dev.sotto.media.speech.language.Vocabulary;
import dev.sotto.media.speech.openai.SpeechSettings;
import dev.sotto.media.speech.openai.SpeechVoice;
import dev.sotto.media.speech.openai.TranscriptionSettings;
import dev.sotto.media.speech.openai.Transcriptions;
import dev.sotto.media.speech.process.FliteVoice;
import dev.sotto.media.speech.process.PiperVoice;
import dev.sotto.media.speech.service.DictationService;
import dev.sotto.media.speech.service.ServiceCircuit;
import dev.sotto.media.speech.service.ServiceMeter;
import dev.sotto.media.speech.service.ServiceTimes;
import dev.sotto.media.speech.voskserver.VoskServerService;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sets up the engines outside of this process that the settings name, each with the local one behind it. */
public final class ServiceEngines {
    private static final Set<String> SERVICES =
            Set.of(DeepgramService.NAME, VoskServerService.NAME, Transcriptions.NAME);

    private final Settings.Speech settings;
    private final @Nullable Vertx vertx;
    private final ServiceTimes times;

    /** @param vertx for network engines, see {@link #needsNetwork}; may be null where none is named */
    public ServiceEngines(Settings.Speech settings, @Nullable Vertx vertx) {
        this.settings = settings;
        this.vertx = vertx;
        SpeechEngineSettings.Times set = settings.engines().times();
        times = new ServiceTimes(set.connect(), set.first(), set.idle());
    }

    /** True when recognition of that name is a service. */
    public static boolean isService(String recognizer) {
        return SERVICES.contains(recognizer);
    }

    /** True when a network engine is named. Such engines should not share loops with what makes sound every 20 ms. */
    public static boolean needsNetwork(Settings.Speech settings) {
        return isService(settings.recognizer()) || settings.voice().equals(SpeechVoice.NAME);
    }

    /** The service that is named. Only when {@link #isService}. */
    public DictationService service(Vocabulary vocabulary, ServiceMeter meter) {
        SpeechEngineSettings engines = settings.engines();
        return switch (settings.recognizer()) {
            case DeepgramService.NAME ->
                new DeepgramService(network(), deepgram(engines.deepgram()), meter, System::nanoTime);
            case VoskServerService.NAME ->
                new VoskServerService(network(), URI.create(engines.voskServer()), times, meter, System::nanoTime);
            case Transcriptions.NAME ->
                new Transcriptions(
                        network(), transcription(engines.transcription(), vocabulary), meter, System::nanoTime);
            default -> throw new IllegalArgumentException(settings.recognizer() + " is no service");
        };
    }

    /** The service with the local recogniser behind it. */
    public static FallbackTranscriber withStandIn(
            DictationService service, Transcriber local, ServiceMeter meter, Clock clock) {
        return new FallbackTranscriber(
                service, local, new ServiceCircuit(service.name(), clock, meter), meter, System::nanoTime);
    }

    /**
     * The voice that is named, with {@code local} behind it where it isn't that itself. Blocks: programs say a word.
     *
     * @throws IllegalStateException it doesn't speak
     */
    public Synthesizer voice(Synthesizer local, ServiceMeter meter, Clock clock) {
        SpeechEngineSettings engines = settings.engines();
        Synthesizer named = switch (settings.voice()) {
            case FliteVoice.NAME ->
                FliteVoice.load(engines.flite().command(), engines.flite().voice(), times.first());
            case PiperVoice.NAME ->
                PiperVoice.load(
                        engines.piper().command(), Path.of(engines.piper().model()), times.first(), times.idle());
            case SpeechVoice.NAME -> new SpeechVoice(network(), synthesis(engines.synthesis()), System::nanoTime);
            default -> null;
        };
        return named == null
                ? local
                : new FallbackSynthesizer(
                        named,
                        local,
                        new ServiceCircuit(named.name(), clock, meter),
                        meter,
                        engines.streams(),
                        System::nanoTime);
    }

    /** Workers that speak: those that wait for an engine outside, and some that never do. */
    public int speakingThreads(int localThreads) {
        boolean outside = !List.of("auto", "freetts").contains(settings.voice());
        return outside ? settings.engines().streams() + localThreads : localThreads;
    }

    private DeepgramSettings deepgram(SpeechEngineSettings.Live live) {
        return new DeepgramSettings(
                URI.create(live.url()),
                live.key(),
                live.model(),
                live.language(),
                (int) live.endpointing().toMillis(),
                List.of(),
                times);
    }

    private TranscriptionSettings transcription(SpeechEngineSettings.Transcription set, Vocabulary vocabulary) {
        return new TranscriptionSettings(
                URI.create(set.url()),
                set.key(),
                set.model(),
                set.language(),
                prompt(vocabulary),
                set.detailed(),
                times);
    }

    private SpeechSettings synthesis(SpeechEngineSettings.Synthesis set) {
        return new SpeechSettings(URI.create(set.url()), set.key(), set.model(), set.voice(), set.rate(), times);
    }

    /** What callers are likely to say, for models that take a hint; the shortest sentences hold the most of them. */
    static String prompt(Vocabulary vocabulary) {
        StringBuilder prompt = new StringBuilder();
        for (String sentence : vocabulary.sentences()) {
            String words = sentence.replaceAll("\\{[^}]*}", " ")
                    .replaceAll("\\s+", " ")
                    .strip();
            if (!words.isEmpty() && prompt.length() + words.length() < 800) {
                prompt.append(prompt.isEmpty() ? "" : " ").append(words).append(words.matches(".*[.?!]") ? "" : ".");
            }
        }
        return prompt.toString();
    }

    private Vertx network() {
        return Objects.requireNonNull(vertx, "a network engine needs a Vertx");
    }
}
