package dev.sotto.media.speech.language;

import java.util.List;

/** Frequent names in the United States (Social Security Administration and Census lists), for {@code {name}}. */
final class Names {
    static final List<String> FIRST = List.of(
            ("james mary john patricia robert jennifer michael linda david elizabeth william barbara richard susan joseph jessica"
                            + " thomas karen charles sarah christopher lisa daniel nancy matthew sandra anthony betty mark emily"
                            + " donald ashley steven kimberly paul margaret andrew donna joshua michelle kenneth carol kevin amanda"
                            + " brian melissa george deborah edward laura ronald rebecca timothy anna jason emma peter julia")
                    .split(" "));

    static final List<String> LAST = List.of(
            ("smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez wilson anderson thomas"
                            + " taylor moore jackson martin lee thompson white harris clark lewis robinson walker young allen king"
                            + " wright scott green baker adams nelson hill campbell mitchell roberts carter phillips evans turner")
                    .split(" "));

    private Names() {}
}
