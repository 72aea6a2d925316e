package dev.chief.core.schedule;

import dev.chief.core.schedule.CronField.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * A custom field as text, and the values that it lets pass, which this class knows without reading the text.
 *
 * @param text the field as written
 * @param values the values, Sunday is 0
 */
record RandomField(String text, Set<Integer> values) {
    private static final List<String> MONTHS = List.of("january", "february", "march", "april", "may", "june",
            "july",
            "august", "september", "october", "november", "december");
    private static final List<String> DAYS = List.of("sunday", "monday", "tuesday", "wednesday", "thursday",
            "friday",
            "saturday");

    /** A field, half of the time around a value of interest. */
    static RandomField of(Kind kind, int focus, RandomGenerator random) {
        List<String> elements = new ArrayList<>();
        Set<Integer> values = new TreeSet<>();
        int count = random.nextInt(4) == 0 ? random.nextInt(2, 4) : 1;
        for (int i = 0; i < count; i++) {
            elements.add(element(kind, focus, random, values));
        }
        if (kind == Kind.DAY_OF_WEEK && values.remove(7)) {
            values.add(0);
        }
        return new RandomField(String.join(",", elements), values);
    }

    static RandomField any(Kind kind) {
        Set<Integer> values = new TreeSet<>();
        addAll(values, least(kind), most(kind), 1);
        values.remove(kind == Kind.DAY_OF_WEEK ? 7 : -1);
        return new RandomField("*", values);
    }

    boolean restricted() {
        return !text.equals("*");
    }

    private static String element(Kind kind, int focus, RandomGenerator random, Set<Integer> values) {
        int low = least(kind);
        int high = most(kind);
        int value = random.nextBoolean() ? focus : random.nextInt(low, high + 1);
        int other = random.nextInt(value, high + 1);
        int step = random.nextInt(1, random.nextBoolean() ? 4 : high - low + 2);
        return switch (random.nextInt(6)) {
            case 0 -> {
                addAll(values, low, high, 1);
                yield "*";
            }
            case 1 -> {
                addAll(values, value, other, 1);
                yield name(kind, value, random) + "-" + name(kind, other, random);
            }
            case 2 -> {
                addAll(values, low, high, step);
                yield "*/" + step;
            }
            case 3 -> {
                addAll(values, value, other, step);
                yield name(kind, value, random) + "-" + name(kind, other, random) + "/" + step;
            }
            case 4 -> {
                addAll(values, value, high, step);
                yield name(kind, value, random) + "/" + step;
            }
            default -> {
                values.add(value);
                yield name(kind, value, random);
            }
        };
    }

    private static void addAll(Set<Integer> values, int from, int to, int step) {
        for (int value = from; value <= to; value += step) {
            values.add(value);
        }
    }

    private static String name(Kind kind, int value, RandomGenerator random) {
        String number = random.nextInt(8) == 0 ? "0" + value : Integer.toString(value);
        String name = switch (kind) {
            case MINUTE, HOUR, DAY_OF_MONTH -> number;
            case MONTH -> MONTHS.get(value - 1);
            case DAY_OF_WEEK -> value == 7 ? "7" : DAYS.get(value);
        };
        return switch (random.nextInt(3)) {
            case 0 -> name;
            case 1 -> name.toUpperCase(Locale.ROOT);
            default -> number;
        };
    }

    private static int least(Kind kind) {
        return switch (kind) {
            case MINUTE, HOUR, DAY_OF_WEEK -> 0;
            case DAY_OF_MONTH, MONTH -> 1;
        };
    }

    private static int most(Kind kind) {
        return switch (kind) {
            case MINUTE -> 59;
            case HOUR -> 23;
            case DAY_OF_MONTH -> 31;
            case MONTH -> 12;
            case DAY_OF_WEEK -> 7;
        };
    }
}
