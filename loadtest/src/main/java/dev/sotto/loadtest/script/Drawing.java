package dev.sotto.loadtest.script;

import dev.sotto.loadtest.phone.Step;
import dev.sotto.loadtest.phone.Temper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One caller in the making. One thread, used once. */
final class Drawing {
    static final Pattern VARIABLE = Pattern.compile("\\{\\{\\s*([a-z][a-z0-9_]*)\\s*}}");

    private final SplittableRandom random;
    private final Map<String, String> variables;
    private final Optional<Temper> temper;
    private final List<Step> steps = new ArrayList<>();
    private Optional<Duration> leavesAfter = Optional.empty();

    /** @param temper of whoever plays it, where the experiment says so */
    Drawing(SplittableRandom random, Map<String, String> variables, Optional<Temper> temper) {
        this.random = random;
        this.variables = variables;
        this.temper = temper;
    }

    void add(Step step) {
        steps.add(step);
    }

    /** One of these, with variables filled in. */
    String text(List<String> alternatives) {
        return filled(alternatives.get(random.nextInt(alternatives.size())));
    }

    String filled(String text) {
        return VARIABLE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found.group(1))));
    }

    /** As a pattern: what a variable holds stands for itself. */
    Pattern pattern(String regex) {
        String whole = VARIABLE.matcher(regex)
                .replaceAll(found -> Matcher.quoteReplacement(Pattern.quote(value(found.group(1)))));
        return Pattern.compile(whole, StepsReader.FLAGS);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** What the experiment says goes before what the file says. */
    Duration queuePatience(Duration written) {
        return temper.map(Temper::queuePatience).orElse(written);
    }

    void leaveAfter(Duration time) {
        leavesAfter = Optional.of(time);
    }

    Optional<Duration> leavesAfter() {
        return leavesAfter;
    }

    /** The steps so far; the next begin a new list. */
    List<Step> take() {
        List<Step> taken = List.copyOf(steps);
        steps.clear();
        return taken;
    }

    /** What is drawn in between is kept apart. */
    List<Step> apart(List<Part> parts) {
        List<Step> before = new ArrayList<>(steps);
        steps.clear();
        parts.forEach(part -> part.play(this));
        List<Step> made = take();
        steps.addAll(before);
        return made;
    }

    private String value(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("nobody says what {{" + name + "}} is");
        }
        return value;
    }

    /** A step as it stands in the file: adds what it comes to for this caller. */
    interface Part {
        void play(Drawing drawing);
    }
}
