package dev.chief.engine.config;

import java.nio.file.Path;

/**
 * What the readers of all sections share while one file is read.
 *
 * @param problems what is wrong so far
 * @param host what comes from the machine
 * @param folder the file's folder, absolute
 * @param disk looks at paths
 * @param zones finds time zones
 * @param programs finds the programs that run scripts
 * @param dotEnvs reads dotenv files
 */
record Reading(
    Problems problems,
    Host host,
    Path folder,
    Disk disk,
    Zones zones,
    Programs programs,
    DotEnvFiles dotEnvs
) {
    static Reading of(Problems problems, Host host, Path folder) {
        Disk disk = new Disk();
        return new Reading(problems, host, folder, disk, new Zones(host),
                new Programs(host, disk, problems), new DotEnvFiles(problems));
    }
}
