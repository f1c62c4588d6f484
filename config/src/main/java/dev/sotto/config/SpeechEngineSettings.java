package dev.sotto.config;

import java.time.Duration;

/**
 * Speech engines that are not in this process, or need something that isn't shipped. None is used unless it is named.
 *
 * @param voskModel folder of a Vosk model; empty: one that was fetched, if any
 * @param voskServer {@code ws://host:2700}
 * @param deepgram live recognition
 * @param transcription recognition of whole utterances
 * @param synthesis streamed synthesis
 * @param flite a program of this machine
 * @param piper a program of this machine
 * @param times how long services are waited for
 * @param streams sentences that are with a voice other than FreeTTS at once
 */
public record SpeechEngineSettings(
        String voskModel,
        String voskServer,
        Live deepgram,
        Transcription transcription,
        Synthesis synthesis,
        Flite flite,
        Piper piper,
        Times times,
        int streams) {

    /** @param endpointing after which silence the service finalises by itself */
    public record Live(String url, Secret key, String model, String language, Duration endpointing) {}

    /** @param detailed asks for {@code verbose_json}, which tells how sure the model is */
    public record Transcription(String url, Secret key, String model, String language, boolean detailed) {}

    /** @param rate of the samples that come, in Hz */
    public record Synthesis(String url, Secret key, String model, String voice, int rate) {}

    public record Flite(String command, String voice) {}

    public record Piper(String command, String model) {}

    /**
     * All at most 3 s, as nobody shall hear silence for longer than 4.
     *
     * @param connect until a connection stands
     * @param first from the end of speech to its words, or from a text to its first sound
     * @param idle from one piece to the next
     */
    public record Times(Duration connect, Duration first, Duration idle) {}
}
