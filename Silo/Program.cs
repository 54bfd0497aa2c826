using FleetMigrator.Silo.Hosting;

return await SiloProcess.Run(args);
