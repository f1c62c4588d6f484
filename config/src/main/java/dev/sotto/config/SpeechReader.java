package dev.sotto.config;

import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;

/** The settings of speech: which engines, and what those need that aren't shipped. */
final class SpeechReader {
    private static final String KEY = "speech.";
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private final SettingsReader values;
    private final BiConsumer<String, String> problems;

    /** @param problems takes a key and what is wrong with it */
    SpeechReader(SettingsReader values, BiConsumer<String, String> problems) {
        this.values = values;
        this.problems = problems;
    }

    Settings.Speech read(int workers) {
        String recognizer = text("recognizer");
        String voice = text("voice");
        return new Settings.Speech(recognizer, voice, workers, engines(recognizer, voice));
    }

    private SpeechEngineSettings engines(String recognizer, String voice) {
        return new SpeechEngineSettings(
                text("vosk.model"),
                address("vosk_server.url", "ws|wss", recognizer.equals("vosk-server")),
                new SpeechEngineSettings.Live(
                        address("deepgram.url", "ws|wss|http|https", recognizer.equals("deepgram")),
                        key("deepgram.key", recognizer.equals("deepgram")),
                        text("deepgram.model"),
                        text("deepgram.language"),
                        values.duration(KEY + "deepgram.endpointing")),
                new SpeechEngineSettings.Transcription(
                        address("transcription.url", "http|https", recognizer.equals("openai")),
                        new Secret(text("transcription.key")),
                        text("transcription.model"),
                        text("transcription.language"),
                        values.oneOf(KEY + "transcription.detailed", List.of("true", "false"))
                                .equals("true")),
                new SpeechEngineSettings.Synthesis(
                        address("synthesis.url", "http|https", voice.equals("openai")),
                        new Secret(text("synthesis.key")),
                        text("synthesis.model"),
                        text("synthesis.voice"),
                        values.number(KEY + "synthesis.rate", 8_000, 48_000)),
                new SpeechEngineSettings.Flite(text("flite.command"), text("flite.voice")),
                new SpeechEngineSettings.Piper(text("piper.command"), text("piper.model")),
                new SpeechEngineSettings.Times(
                        time("service.connect_timeout"), time("service.first_timeout"), time("service.idle_timeout")),
                values.number(KEY + "service.streams", 1, 1_000));
    }

    private String text(String key) {
        return values.text(KEY + key);
    }

    private String address(String key, String schemes, boolean needed) {
        String url = text(key);
        if ((needed || !url.isEmpty()) && !url.matches("(" + schemes + ")://[^\\s/@]+(/\\S*)?")) {
            problems.accept(
                    KEY + key,
                    needed && url.isEmpty()
                            ? "is needed by the engine that is named"
                            : "must be an address that begins with " + schemes.replace("|", ", ")
                                    + ", without a password in it");
        }
        return url;
    }

    private Secret key(String key, boolean needed) {
        Secret secret = new Secret(text(key));
        if (needed && secret.isEmpty()) {
            problems.accept(KEY + key, "is needed by the engine that is named");
        }
        return secret;
    }

    private Duration time(String key) {
        Duration time = values.duration(KEY + key);
        if (time.isZero() || time.compareTo(LONGEST) > 0) {
            problems.accept(
                    KEY + key, "must be more than 0 and at most 3s: nobody shall hear silence for longer than 4s");
        }
        return time;
    }
}
