package dev.sotto.loadtest.script;

import dev.sotto.loadtest.phone.Script;
import dev.sotto.loadtest.phone.Step;
import dev.sotto.loadtest.phone.Temper;
import dev.sotto.loadtest.phone.VoiceTraits;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;

/** One file: what a kind of caller does. Immutable. */
public final class CallerScript {
    private final String name;
    private final boolean understandsText;
    private final List<VoiceTraits> voices;
    private final Temper patience;
    private final Map<String, List<String>> variables;
    private final Set<String> names;
    private final List<Drawing.Part> steps;
    private final List<Drawing.Part> transferred;

    /**
     * As it is read.
     *
     * @param voices one of them is drawn
     * @param variables values of which one is drawn
     * @param names all variables that are used
     */
    CallerScript(
            String name,
            boolean understandsText,
            List<VoiceTraits> voices,
            Temper patience,
            Map<String, List<String>> variables,
            Set<String> names,
            List<Drawing.Part> steps,
            List<Drawing.Part> transferred) {
        this.name = name;
        this.understandsText = understandsText;
        this.voices = List.copyOf(voices);
        this.patience = patience;
        this.variables = Map.copyOf(variables);
        this.names = Set.copyOf(names);
        this.steps = List.copyOf(steps);
        this.transferred = List.copyOf(transferred);
    }

    public String name() {
        return name;
    }

    public boolean understandsText() {
        return understandsText;
    }

    /** The variables that it uses. */
    public Set<String> variables() {
        return names;
    }

    /** The script of one caller. Throws where a variable has no value. */
    public Script draw(Cast cast) {
        SplittableRandom random = new SplittableRandom(cast.seed());
        Map<String, String> values = new HashMap<>();
        variables.keySet().stream()
                .sorted()
                .forEach(key -> values.put(key, one(Objects.requireNonNull(variables.get(key)), random)));
        values.putAll(cast.variables());
        VoiceTraits voice = cast.voice().orElse(one(voices, random));
        Drawing drawing = new Drawing(random, values, cast.temper());
        List<Step> first = drawing.apart(steps);
        List<Step> second = drawing.apart(transferred);
        Temper temper = cast.temper().orElse(patience);
        if (temper.leavesAfter().isEmpty() && drawing.leavesAfter().isPresent()) {
            Duration after = drawing.leavesAfter().get();
            temper = temper.leavingAfter(after);
        }
        return new Script(name, understandsText, voice, temper, first, second);
    }

    private static <T> T one(List<T> list, SplittableRandom random) {
        return list.get(random.nextInt(list.size()));
    }

    @Override
    public String toString() {
        return name;
    }
}
