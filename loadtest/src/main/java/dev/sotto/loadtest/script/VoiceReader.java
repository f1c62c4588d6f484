package dev.sotto.loadtest.script;

import dev.sotto.config.yaml.MapReader;
import dev.sotto.config.yaml.Problems;
import dev.sotto.config.yaml.Spelling;
import dev.sotto.config.yaml.YamlMap;
import dev.sotto.config.yaml.YamlNode;
import dev.sotto.config.yaml.YamlScalar;
import dev.sotto.loadtest.phone.VoiceTraits;
import dev.sotto.loadtest.phone.VoiceTraits.Noise;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code voice:} and the populations in {@code voices/}. One thread. */
final class VoiceReader {
    private final Problems problems;

    VoiceReader(Problems problems) {
        this.problems = problems;
    }

    /** What a voice may be made of; other words in the file are reported. */
    private enum Band {
        FULL,
        TELEPHONE
    }

    /** A map of traits, or the name of a population. */
    List<VoiceTraits> voice(YamlNode node, Map<String, List<VoiceTraits>> populations) {
        if (node instanceof YamlMap map) {
            return List.of(traits(map));
        }
        String name = node instanceof YamlScalar scalar ? scalar.text() : "";
        List<VoiceTraits> known = populations.get(name);
        if (known == null) {
            problems.error(node.at(), "'voice' is no population and no map", Spelling.hint(name, populations.keySet()));
            return List.of(VoiceTraits.PLAIN);
        }
        return known;
    }

    /** {@code voices: [{speed: ..}, ..]}. */
    List<VoiceTraits> population(YamlMap file) {
        MapReader reader = new MapReader(file, problems);
        List<VoiceTraits> voices = new ArrayList<>();
        reader.text("about");
        reader.requiredList("voices", "a list of voices").ifPresent(list -> {
            for (YamlNode item : list.items()) {
                if (item instanceof YamlMap map) {
                    voices.add(traits(map));
                } else {
                    problems.error(item.at(), "a voice is " + item.kind(), "write {speed: 1.1, pitch: 0.9}");
                }
            }
        });
        reader.done();
        if (voices.isEmpty()) {
            voices.add(VoiceTraits.PLAIN);
        }
        return List.copyOf(voices);
    }

    private VoiceTraits traits(YamlMap map) {
        MapReader reader = new MapReader(map, problems);
        double speed = number(reader, "speed", 1, 0.5, 2);
        double pitch = number(reader, "pitch", 1, 0.5, 2);
        double loudness = number(reader, "loudness", 0, -30, 12);
        boolean band = reader.choice("band", Band.class).orElse(Band.FULL) == Band.TELEPHONE;
        Noise noise = reader.map("noise").map(this::noise).orElse(Noise.NONE);
        reader.done();
        return new VoiceTraits(speed, pitch, loudness, band, noise);
    }

    private Noise noise(YamlMap map) {
        MapReader reader = new MapReader(map, problems);
        Noise.Kind kind = reader.choice("kind", Noise.Kind.class).orElse(Noise.Kind.PINK);
        double snr = number(reader, "snr", 20, -5, 60);
        reader.done();
        return new Noise(kind, snr);
    }

    private double number(MapReader reader, String key, double otherwise, double least, double most) {
        Optional<YamlScalar> scalar = reader.scalar(key);
        if (scalar.isEmpty()) {
            return otherwise;
        }
        Optional<BigDecimal> number = scalar.get().number();
        double value = number.map(BigDecimal::doubleValue).orElse(Double.NaN);
        if (!(value >= least && value <= most)) {
            problems.error(
                    scalar.get().at(),
                    "'" + key + "' is '" + scalar.get().text() + "'",
                    "it must be a number between " + least + " and " + most);
            return otherwise;
        }
        return value;
    }
}
