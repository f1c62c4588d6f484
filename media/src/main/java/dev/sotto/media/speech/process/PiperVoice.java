package dev.sotto.media.speech.process;

import dev.sotto.media.speech.Synthesizer;
import dev.sotto.media.speech.freetts.SpokenText;
import dev.sotto.media.speech.pcm.PcmReader;
import dev.sotto.media.speech.service.FailedService;
import dev.sotto.media.speech.service.ServiceFailure;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Piper, a neural voice as a program: a line of text in, raw samples out as they are made, at the rate of its model. */
public final class PiperVoice implements Synthesizer {
    public static final String NAME = "piper";

    private static final int PIECE = 4_096;

    private final List<String> command;
    private final String model;
    private final int rate;
    private final Duration first;
    private final Duration idle;

    private PiperVoice(List<String> command, String model, int rate, Duration first, Duration idle) {
        this.command = List.copyOf(command);
        this.model = model;
        this.rate = rate;
        this.first = first;
        this.idle = idle;
    }

    /**
     * Reads the model's description, which lies beside it, and has it speak once.
     *
     * @param model an {@code .onnx} file; its {@code .onnx.json} tells the rate
     * @param first until the first samples, loading the model included
     * @param idle from samples to samples
     * @throws IllegalStateException there is no such model, or the program doesn't speak
     */
    public static PiperVoice load(String command, Path model, Duration first, Duration idle) {
        PiperVoice piper = new PiperVoice(
                List.of(command, "--model", model.toString(), "--output_raw"),
                String.valueOf(model.getFileName()),
                rate(model),
                first,
                idle);
        Trial.of(piper, "the program \"" + command + "\" with the model " + model);
        return piper;
    }

    private static int rate(Path model) {
        Path description = Path.of(model + ".json");
        if (!Files.isRegularFile(model) || !Files.isRegularFile(description)) {
            throw new IllegalStateException("speech.piper.model: there must be files " + model + " and " + description);
        }
        try {
            JsonObject audio = new JsonObject(Files.readString(description)).getJsonObject("audio", new JsonObject());
            int rate = audio.getInteger("sample_rate", 0);
            if (rate >= 8_000 && rate <= 48_000) {
                return rate;
            }
        } catch (IOException | DecodeException | ClassCastException e) {
            throw new IllegalStateException(description + " can't be read: " + e.getMessage(), e);
        }
        throw new IllegalStateException(description + " tells no audio.sample_rate from 8000 to 48000");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String limits() {
        return "Piper, model " + model + ": a process for each sentence, which loads the model";
    }

    @Override
    public void synthesize(String text, Sink sink) {
        String spoken = SpokenText.written(text);
        if (spoken.isBlank()) {
            return;
        }
        PcmReader reader = new PcmReader(rate, sink);
        try (Program program = Program.start(command, spoken, first)) {
            if (copy(program, reader)) {
                reader.end();
                program.end();
            }
        }
    }

    /** Returns false when no more is wanted. */
    private boolean copy(Program program, PcmReader reader) {
        byte[] piece = new byte[PIECE];
        try (InputStream out = program.output()) {
            for (int size = out.read(piece); size >= 0; size = out.read(piece)) {
                program.allow(idle);
                if (!reader.accept(piece, 0, size)) {
                    return false;
                }
            }
            return true;
        } catch (IOException broken) {
            throw new FailedService(ServiceFailure.CLOSED);
        }
    }

    @Override
    public void close() {}
}
